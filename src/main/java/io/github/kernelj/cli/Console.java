package io.github.kernelj.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

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
        return writer(out);
    }

    PrintWriter errWriter() {
        return writer(err);
    }

    /** A writer that leaves the encoding to the stream, which knows its terminal. */
    private static PrintWriter writer(PrintStream stream) {
        Writer characters = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) {
                stream.print(new String(buffer, offset, length));
            }

            @Override
            public void flush() {
                stream.flush();
            }

            @Override
            public void close() {
                stream.flush();
            }
        };
        return new PrintWriter(characters, true);
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
