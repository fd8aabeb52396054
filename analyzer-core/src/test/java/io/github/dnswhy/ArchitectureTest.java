package io.github.dnswhy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the way of the data: each package knows those before it, and nothing points back up. */
class ArchitectureTest {
    private static final String ROOT = "io.github.dnswhy";
    private static final int MOST_LINES = 500;

    /** The groups of causes, as in the catalogue. */
    private static final Set<String> GROUPS =
            Set.of("nodecache", "cluster", "network", "answers", "client", "elsewhere", "artefact");

    /** What each package may use besides {@code model}. The root package is above them all and may use any. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("capture", Set.of()),
            Map.entry("packet", Set.of("capture")),
            Map.entry("dns", Set.of()),
            Map.entry("match", Set.of("capture", "packet", "dns")),
            Map.entry("facts", Set.of()),
            Map.entry("lookup", Set.of("match", "facts")),
            Map.entry("threads", Set.of()),
            Map.entry("evidence", Set.of()),
            Map.entry("lint", Set.of("evidence")),
            Map.entry("inputs", Set.of("capture", "threads", "evidence")),
            Map.entry("timeline", Set.of("lookup", "threads", "evidence", "facts")),
            Map.entry("whatif", Set.of("evidence", "facts")),
            Map.entry("rules", Set.of("timeline", "evidence", "facts", "rules.builtin")),
            Map.entry(
                    "rules.builtin",
                    Stream.concat(Stream.of("rules"), GROUPS.stream().map(ArchitectureTest::group))
                            .collect(Collectors.toSet())),
            Map.entry("rules.builtin.grounds", Set.of("rules", "evidence", "facts")),
            Map.entry("report", Set.of("rules")));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** The arrows, with the same ones for each group of causes: none knows another. */
    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> all = new HashMap<>(ARROWS);
        GROUPS.forEach(group -> all.put(group(group), Set.of("rules", "evidence", "facts", "rules.builtin.grounds")));
        return all;
    }

    private static String group(String name) {
        return "rules.builtin." + name;
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> packages = new TreeSet<>();
        CORE.forEach(type -> packages.add(type.getPackageName()));
        Set<String> known = new HashSet<>(Set.of(ROOT));
        arrows().keySet().forEach(name -> known.add(inCore(name)));
        assertEquals(Set.of(), difference(packages, known));
    }

    @Test
    void packagesUseOnlyWhatLiesBeforeThem() {
        arrows().forEach((name, before) -> {
            String[] allowed = Stream.concat(Stream.of(name, "model"), before.stream())
                    .map(ArchitectureTest::inCore)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(inCore(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..")
                            .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                            .as("are elsewhere in core than in " + List.of(allowed)))
                    .allowEmptyShould(true)
                    .check(CORE);
        });
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void exportedSignaturesNameOnlyTheJdkAndOurOwnTypes() throws IOException {
        codeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(exportedPackages())
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and()
                .areNotPrivate()
                .and()
                .areNotPackagePrivate()
                .should(nameOnlyTheJdkAndOurOwnTypes())
                .check(CORE);
    }

    @Test
    void coreNeitherPrintsNorExits() {
        noClasses().should().accessField(System.class, "out").check(CORE);
        noClasses().should().accessField(System.class, "err").check(CORE);
        noClasses().should().callMethod(System.class, "exit", int.class).check(CORE);
        noClasses().should().callMethod(Runtime.class, "exit", int.class).check(CORE);
        noClasses().should().callMethod(Runtime.class, "halt", int.class).check(CORE);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(CORE);
    }

    /** An address out of a capture must never be resolved: that would be a lookup about a lookup. */
    @Test
    void coreNeverAsksTheNetwork() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Inet.*|.*Socket|URLConnection|http\\..*)|javax\\.naming\\..*")
                .check(CORE);
    }

    @Test
    void noSourceFileOutgrowsOneSitting() throws IOException {
        Path sources = Path.of(System.getProperty("basedir", "."), "src", "main", "java");
        Set<String> tooLong = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    tooLong.add(sources.relativize(file) + ": " + lines);
                }
            }
        }
        assertEquals(Set.of(), tooLong, "a file of more than " + MOST_LINES + " lines usually holds two types");
    }

    private static String inCore(String name) {
        return ROOT + "." + name;
    }

    private static Set<String> difference(Set<String> all, Set<String> known) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(known);
        return rest;
    }

    private static String[] exportedPackages() throws IOException {
        try (InputStream descriptor = io.github.dnswhy.model.Report.class.getResourceAsStream("/module-info.class")) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .toArray(String[]::new);
        }
    }

    private static ArchCondition<JavaCodeUnit> nameOnlyTheJdkAndOurOwnTypes() {
        DescribedPredicate<JavaClass> foreign = describe(
                "foreign",
                type -> !type.isPrimitive()
                        && !type.getPackageName().startsWith("java.")
                        && !type.getPackageName().startsWith(ROOT));
        return new ArchCondition<>("name only the JDK and our own types") {
            @Override
            public void check(JavaCodeUnit unit, ConditionEvents events) {
                Stream<JavaClass> parameters =
                        unit.getParameterTypes().stream().flatMap(type -> type.getAllInvolvedRawTypes().stream());
                Stream.concat(unit.getReturnType().getAllInvolvedRawTypes().stream(), parameters)
                        .map(JavaClass::getBaseComponentType)
                        .filter(foreign)
                        .forEach(type -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + " names " + type.getName())));
            }
        };
    }
}
