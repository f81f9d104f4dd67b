package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.io.FileInfo;
import ij.io.TiffEncoder;
import io.github.kernelj.kernel.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Function;

/**
 * A TIFF file of ImageJ's kind that is filled plane by plane, in any order, so that a stack larger than memory, or than
 * 4 GB, can be written. Planes lie uncompressed behind a header for which room is left until they are known. Like
 * ImageJ's own files those beyond 4 GB have one directory, which ImageJ knows how to read and other programs don't.
 *
 * <p>The file has its name only when all went well; closing deletes what isn't finished. Planes may be written and read by
 * several threads, each plane by one at a time.
 */
public final class TiffStackFile implements PlaneStore {

    /** Display ranges, which are known at the end only, are written as text. */
    private static final int SPARE = 1024;

    private static final int ALIGNMENT = 16;
    private static final int DIRECTORY = 8;
    private static final int ENTRY = 12;
    private static final int STRIP_OFFSET = 273;
    private static final int METADATA_SIZES = 50838;
    private static final int METADATA = 50839;

    private final AtomicFile.Draft draft;
    private final Path file;
    private final int bitDepth;
    private final int planes;
    private final int pixels;
    private final Function<ImageStack, ImagePlus> look;
    private final DiskStack stack;
    private final FileChannel channel;
    private final long start;
    private boolean finished;

    private TiffStackFile(
            AtomicFile.Draft draft,
            Path file,
            int bitDepth,
            Function<ImageStack, ImagePlus> look,
            int width,
            int height,
            int planes)
            throws IOException {
        this.draft = draft;
        this.file = file;
        this.bitDepth = bitDepth;
        this.planes = planes;
        this.pixels = Math.multiplyExact(width, height);
        this.look = look;
        this.stack = new DiskStack(width, height, bitDepth, planes, this::shown);
        int least = encoded(TiffMetadata.of(look.apply(stack))).offset + SPARE;
        this.start = (least + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        this.channel = FileChannel.open(
                draft.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Begins a file; one that is there already is replaced at the end.
     *
     * @param width of each plane, in pixels
     * @param height of each plane, in pixels; a plane holds less than 2^31 pixels
     * @param bitDepth 8, 16, 24 for RGB, or 32
     * @param planes at least 1
     * @param look makes the image with all its metadata of a virtual stack of the planes; it is asked before the first
     *     plane, when all are black, and when the last is written. In between only display ranges may change.
     * @throws IOException if there can't be such a file, naming it and the reason
     */
    public static TiffStackFile create(
            Path file, int width, int height, int bitDepth, int planes, Function<ImageStack, ImagePlus> look)
            throws IOException {
        AtomicFile.Draft draft = AtomicFile.begin(file);
        try {
            return new TiffStackFile(draft, file, bitDepth, look, width, height, planes);
        } catch (IOException e) {
            throw draft.failed(e);
        }
    }

    /**
     * Writes a plane.
     *
     * @param plane counted from 0, in ImageJ's order: channels fastest, then slices, then frames
     * @param data width · height pixels, row by row: {@code byte[]}, {@code short[]}, {@code int[]} of colours, or
     *     {@code float[]}
     * @throws IOException naming the file and the reason
     */
    @Override
    public void write(int plane, Object data) throws IOException {
        try {
            PlaneBytes.write(channel, offset(plane), data);
        } catch (IOException e) {
            throw draft.failed(e);
        }
    }

    /** The pixels of a plane that was written, as a new array. */
    @Override
    public Object read(int plane) throws IOException {
        return PlaneBytes.read(channel, offset(plane), bitDepth, pixels);
    }

    /**
     * Completes the file once every plane is written.
     *
     * @return the image, not shown; its stack reads the planes from the file when they are asked for
     * @throws IOException naming the file and the reason; there is no file then
     */
    @Override
    public ImagePlus finish() throws IOException {
        ImagePlus image = look.apply(stack);
        try {
            byte[] header = header(TiffMetadata.of(image));
            channel.write(ByteBuffer.wrap(header), 0);
            writeOtherDirectories(ByteBuffer.wrap(header));
            channel.close();
        } catch (IOException e) {
            throw draft.failed(e);
        }
        draft.commit();
        finished = true;
        image.setTitle(file.getFileName().toString());
        FileInfo info = image.getFileInfo();
        info.fileFormat = FileInfo.TIFF;
        info.directory = file.toAbsolutePath().getParent() + File.separator;
        info.fileName = image.getTitle();
        image.setFileInfo(info);
        return image;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        draft.close();
    }

    /** What a virtual stack shows. The file isn't kept open for it, as nobody would close it. */
    private Object shown(int plane) throws IOException {
        if (!finished) {
            return channel == null ? black() : read(plane);
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return PlaneBytes.read(in, offset(plane), bitDepth, pixels);
        } catch (IOException e) {
            throw new IOException("can't read plane " + (plane + 1) + " of " + file + ": " + e.getMessage(), e);
        }
    }

    private Object black() {
        return switch (bitDepth) {
            case 8 -> new byte[pixels];
            case 16 -> new short[pixels];
            case 24 -> new int[pixels];
            default -> new float[pixels];
        };
    }

    private long offset(int plane) {
        return start + (long) Objects.checkIndex(plane, planes) * pixels * PlaneBytes.perPixel(bitDepth);
    }

    /** All that stands before the pixels, the description filled up with blanks. */
    private byte[] header(FileInfo info) throws IOException {
        long room = start - encoded(info).offset;
        if (room < 0) {
            throw new IOException(
                    "labels, overlay or other metadata of the image grew while it was computed; try again");
        }
        String text = info.description.substring(0, info.description.length() - 1);
        info.description = text + " ".repeat((int) room) + '\0';
        Front front = new Front((int) start);
        try {
            encoder(info).write(front);
        } catch (Front.Full e) {
            // as intended
        }
        return front.toByteArray();
    }

    private static FileInfo encoded(FileInfo info) {
        encoder(info);
        return info;
    }

    /** Tells the info where its pixels will start. */
    private static TiffEncoder encoder(FileInfo info) {
        boolean preferred = Prefs.intelByteOrder;
        Prefs.intelByteOrder = false;
        try {
            return new TiffEncoder(info);
        } finally {
            Prefs.intelByteOrder = preferred;
        }
    }

    /** Planes beyond the first have the same directory without ImageJ's metadata, as ImageJ writes it. */
    private void writeOtherDirectories(ByteBuffer header) throws IOException {
        int entries = header.getShort(DIRECTORY);
        int next = header.getInt(DIRECTORY + 2 + entries * ENTRY);
        if (next == 0) {
            return;
        }
        ByteBuffer directory = ByteBuffer.allocate(2 + entries * ENTRY + 4);
        directory.position(2);
        int stripOffset = 0;
        for (int i = 0; i < entries; i++) {
            int at = DIRECTORY + 2 + i * ENTRY;
            int tag = header.getShort(at) & 0xffff;
            if (tag == STRIP_OFFSET) {
                stripOffset = directory.position() + ENTRY - 4;
            }
            if (tag != METADATA_SIZES && tag != METADATA) {
                directory.put(header.array(), at, ENTRY);
            }
        }
        int end = directory.position();
        directory.putShort(0, (short) ((end - 2) / ENTRY));
        channel.position(next & 0xffffffffL);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        for (int plane = 1; plane < planes; plane++) {
            next += end + 4;
            directory.putInt(stripOffset, (int) offset(plane));
            directory.putInt(end, plane == planes - 1 ? 0 : next);
            out.write(directory.array(), 0, end + 4);
        }
        out.flush();
    }

    /** Takes the first bytes of a file and refuses the others. */
    private static final class Front extends OutputStream {

        private static final class Full extends IOException {
            private static final long serialVersionUID = 1;
        }

        private final ByteBuffer bytes;

        Front(int length) {
            bytes = ByteBuffer.allocate(length);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int count = Math.min(length, bytes.remaining());
            bytes.put(from, offset, count);
            if (count < length) {
                throw new Full();
            }
        }

        byte[] toByteArray() {
            return bytes.array();
        }
    }
}
