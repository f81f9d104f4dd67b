package io.github.kernelj.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is asked of the files that a command is given. */
final class Paths {

    private Paths() {}

    /** As the other method; a pattern of files names none. */
    static void requireDifferent(
            ParseResult arguments, String writtenLabel, Path written, String readLabel, String read)
            throws IOException {
        if (!read.matches(".*[*?].*")) {
            requireDifferent(arguments, writtenLabel, written, readLabel, Path.of(read));
        }
    }

    /**
     * Refuses to write over what is read, whatever links, cases or dots its name is written with.
     *
     * @throws ParameterException if both are the same file
     */
    static void requireDifferent(ParseResult arguments, String writtenLabel, Path written, String readLabel, Path read)
            throws IOException {
        boolean same = Files.exists(written) && Files.exists(read)
                ? Files.isSameFile(written, read)
                : written.toAbsolutePath()
                        .normalize()
                        .equals(read.toAbsolutePath().normalize());
        if (same) {
            throw new ParameterException(
                    arguments.commandSpec().commandLine(),
                    writtenLabel + " " + written + " is the same file as " + readLabel + "; choose another name");
        }
    }
}
