package io.github.kernelj.image;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the frame header of a JPEG file says. */
final class JpegHeader {

    private static final int START_OF_IMAGE = 0xd8;
    private static final int START_OF_SCAN = 0xda;

    private JpegHeader() {}

    /**
     * The number of components: 1 for gray, 3 for colours, 4 for CMYK; 0 if no frame header is found.
     *
     * @throws IOException if the file can't be read
     */
    static int components(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                int marker = nextMarker(in);
                if (isFrame(marker)) {
                    in.skipNBytes(7);
                    return in.readUnsignedByte();
                }
                if (marker == START_OF_SCAN) {
                    return 0;
                }
                if (marker != START_OF_IMAGE) {
                    in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
                }
            }
        } catch (EOFException e) {
            return 0;
        }
    }

    private static int nextMarker(DataInputStream in) throws IOException {
        int code = in.readUnsignedByte();
        while (code != 0xff) {
            code = in.readUnsignedByte();
        }
        while (code == 0xff) {
            code = in.readUnsignedByte();
        }
        return code;
    }

    /** All but the tables that lie between the frames' codes. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }
}
