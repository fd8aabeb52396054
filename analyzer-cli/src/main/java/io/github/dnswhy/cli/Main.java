package io.github.dnswhy.cli;

/** The command {@code dnswhy}. */
public final class Main {
    private Main() {}

    /**
     * Runs the command.
     *
     * @param args the words after the command's name
     */
    public static void main(String[] args) {
        System.out.println("dnswhy");
    }
}
