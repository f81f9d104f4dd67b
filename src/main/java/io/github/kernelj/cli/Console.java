package io.github.kernelj.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/** Where the command line writes: what was asked for, and beside it errors, notices and progress. */
record Console(PrintStream out, PrintStream err) {

    /** A line of the answer. */
    void print(String line) {
        out.println(line);
    }

    /** One line that says what went wrong. */
    void error(String message) {
        err.println("kernelj: " + oneLine(message));
    }

    /** One line that the user should know of though all went well. */
    void notice(String message) {
        err.println("kernelj: note: " + oneLine(message));
    }

    void hint(String message) {
        err.println("kernelj: " + message);
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
