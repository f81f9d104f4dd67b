package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model, taken apart by a reader of protocol buffers that shares no line with the writer. */
class OnnxFileTest {

    @TempDir
    Path folder;

    /** Field number and value: a Long for a varint, a ByteBuffer for anything with a length. */
    private record Field(int number, Object value) {

        static List<Field> of(ByteBuffer bytes) {
            List<Field> fields = new ArrayList<>();
            ByteBuffer rest = bytes.duplicate();
            while (rest.hasRemaining()) {
                long key = varint(rest);
                if ((key & 7) == 0) {
                    fields.add(new Field((int) (key >> 3), varint(rest)));
                } else {
                    assertThat(key & 7).isEqualTo(2);
                    int length = (int) varint(rest);
                    fields.add(new Field((int) (key >> 3), rest.slice(rest.position(), length)));
                    rest.position(rest.position() + length);
                }
            }
            return fields;
        }

        private static long varint(ByteBuffer bytes) {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes.get();
                value |= (long) (next & 127) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        List<Field> fields() {
            return of((ByteBuffer) value);
        }

        String text() {
            return StandardCharsets.UTF_8
                    .decode(((ByteBuffer) value).duplicate())
                    .toString();
        }
    }

    private List<Field> graph;

    private void write(KernelBank bank) throws IOException {
        Path file = folder.resolve("k.onnx");
        KernelFiles.write(bank, file);
        List<Field> model = Field.of(ByteBuffer.wrap(Files.readAllBytes(file)));
        assertThat(all(model, 1)).extracting(Field::value).containsExactly(6L);
        assertThat(all(one(model, 8).fields(), 2)).extracting(Field::value).containsExactly(11L);
        graph = one(model, 7).fields();
    }

    @Test
    void aPlaneIsAConvOfOneChannelWithPadsByTheAnchor() throws IOException {
        write(KernelBank.of(Kernel.of(Shape.of(4, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
                .withBias(0.5)
                .withName("even")));
        List<Field> node = one(graph, 1).fields();
        assertThat(one(node, 4).text()).isEqualTo("Conv");
        assertThat(all(node, 1)).extracting(Field::text).containsExactly("image", "weight", "bias");
        assertThat(one(graph, 2).text()).isEqualTo("even");
        assertThat(attribute("kernel_shape")).containsExactly(3L, 4L);
        // height before, width before, height after, width after
        assertThat(attribute("pads")).containsExactly(1L, 2L, 1L, 1L);
        assertThat(dims(0)).containsExactly(1L, 1L, 3L, 4L);
        assertThat(floats(0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(floats(1)).containsExactly(0.5f);
    }

    @Test
    void dimensionsAndAnchorsFollowTheKernel() throws IOException {
        write(KernelBank.of(Kernel.of(Shape.of(3, 1), 1, 2, 3).withAnchor(new Anchor(0, 0, 0))));
        assertThat(attribute("pads")).containsExactly(0L, 2L);
        assertThat(dims(0)).containsExactly(1L, 1L, 3L);
        assertThat(axes(11)).isEqualTo(3);
        write(KernelBank.of(Kernel.of(new Shape(1, 2, 3), 1, 2, 3, 4, 5, 6)));
        assertThat(attribute("pads")).containsExactly(1L, 1L, 0L, 1L, 0L, 0L);
        assertThat(dims(0)).containsExactly(1L, 1L, 3L, 2L, 1L);
        assertThat(axes(11)).isEqualTo(5);
    }

    @Test
    void aBankHasItsChannelsAndTheSumOfBiases() throws IOException {
        Kernel one = Kernel.of(Shape.of(2, 2), 1, 2, 3, 4).withBias(0.25);
        Kernel two = Kernel.of(Shape.of(2, 2), 5, 6, 7, 8).withBias(0.5);
        write(KernelBank.of(List.of(List.of(one, two), List.of(two, one), List.of(two, two))));
        assertThat(dims(0)).containsExactly(3L, 2L, 2L, 2L);
        assertThat(floats(0)).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 5);
        assertThat(floats(1)).containsExactly(0.75f, 0.75f, 1);
    }

    @Test
    void modelsAreNotRead() throws IOException {
        Path file = folder.resolve("k.onnx");
        KernelFiles.write(KernelBank.of(Kernel.of(Shape.of(1, 1), 1)), file);
        assertThatThrownBy(() -> KernelFiles.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " can't be read: ONNX models are written only; keep the kernel as .json besides");
    }

    private List<Object> attribute(String name) {
        List<Field> attribute = all(one(graph, 1).fields(), 5).stream()
                .map(Field::fields)
                .filter(fields -> one(fields, 1).text().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(one(attribute, 20).value()).isEqualTo(7L);
        return all(attribute, 8).stream().map(Field::value).toList();
    }

    private List<Object> dims(int tensor) {
        return all(all(graph, 5).get(tensor).fields(), 1).stream()
                .map(Field::value)
                .toList();
    }

    private float[] floats(int tensor) {
        ByteBuffer raw = (ByteBuffer) one(all(graph, 5).get(tensor).fields(), 9).value();
        float[] floats = new float[raw.remaining() / Float.BYTES];
        raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /** How many axes the graph's input has. */
    private int axes(int field) {
        List<Field> type = one(one(one(graph, field).fields(), 2).fields(), 1).fields();
        return one(type, 2).fields().size();
    }

    private static Field one(List<Field> fields, int number) {
        List<Field> found = all(fields, number);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Field> all(List<Field> fields, int number) {
        return fields.stream().filter(field -> field.number() == number).toList();
    }
}
