/** The command line of dnswhy. */
module io.github.dnswhy.cli {
    requires io.github.dnswhy.core;
}
