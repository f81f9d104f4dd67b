package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OptionStringTest {

    private static final Function<String, Optional<String>> NO_VARIABLES = name -> Optional.empty();

    @Test
    void keyInsideABracketedValueIsPartOfTheValue() {
        assertThat(parse("kernel=[gaussian(1, size=5)] size=9"))
                .containsExactly(entry("kernel", "gaussian(1, size=5)"), entry("size", "9"));
    }

    @Test
    void singleQuotesHoldAValueTogetherAsInImageJ() {
        assertThat(parse("text1='1 2 1\n2 [4 2\n' normalize"))
                .containsExactly(entry("text1", "1 2 1\n2 [4 2\n"), entry("normalize", "true"));
        assertThat(parse("kernel='it's here.json' a='' b='&k'"))
                .containsExactly(entry("kernel", "it's here.json"), entry("a", ""), entry("b", "&k"));
        assertThat(parse("kernel=it's")).containsExactly(entry("kernel", "it's"));
        assertThatThrownBy(() -> parse("kernel='1 2 1 normalize"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the single quote in the value of kernel isn't closed; brackets do as well, as in"
                        + " kernel=[1 2 1]");
    }

    @Test
    void doubleQuotesAreLettersLikeOthers() {
        String kernel = "2 * file(\"a \\\"b\\\" ] .json\") - [1 2 1]";
        assertThat(OptionString.parse("kernel=&k", name -> Optional.of(kernel)))
                .containsExactly(entry("kernel", kernel));
        assertThat(parse("kernel=[file(\"a b.json\")] normalize"))
                .containsExactly(entry("kernel", "file(\"a b.json\")"), entry("normalize", "true"));
    }

    @Test
    void nestedBracketsAreBalanced() {
        assertThat(parse("kernel=[2 * [1 2 1] - [[0 1 0]]] normalize"))
                .containsExactly(entry("kernel", "2 * [1 2 1] - [[0 1 0]]"), entry("normalize", "true"));
    }

    @Test
    void blanksInsideBracketsDoNotEndABareValue() {
        assertThat(parse("kernel=2*[1 2 1]+[0 1 0] scale=2"))
                .containsExactly(entry("kernel", "2*[1 2 1]+[0 1 0]"), entry("scale", "2"));
    }

    @Test
    void wordsOfOldMacrosInAPathAreNothingButLetters() {
        assertThat(parse("stack  input=[C:\\my stack slice\\é preview.tif] "))
                .containsExactly(entry("stack", "true"), entry("input", "C:\\my stack slice\\é preview.tif"));
    }

    @Test
    void newlinesAndTabsSeparateOptionsAndStayInValues() {
        assertThat(parse("\n normalize\n\tkernel=[1 2 1\n2 4 2\n1 2 1\n]\nborder=wrap "))
                .containsExactly(
                        entry("normalize", "true"), entry("kernel", "1 2 1\n2 4 2\n1 2 1\n"), entry("border", "wrap"));
    }

    @Test
    void emptyValuesAndEmptyStrings() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("   ")).isEmpty();
        assertThat(parse("a= b=[] c")).containsExactly(entry("a", ""), entry("b", ""), entry("c", "true"));
    }

    @Test
    void equalsSignsAndParenthesesBelongToTheValue() {
        assertThat(parse("kernel=gaussian(sigma=2) anchor=1,1"))
                .containsExactly(entry("kernel", "gaussian(sigma=2)"), entry("anchor", "1,1"));
    }

    @Test
    void variablesAreReplacedVerbatim() {
        Function<String, Optional<String>> variables =
                name -> name.equals("path") ? Optional.of("/odd ] name = [x.txt") : Optional.empty();
        assertThat(OptionString.parse("kernel=&path normalize", variables))
                .containsExactly(entry("kernel", "/odd ] name = [x.txt"), entry("normalize", "true"));
    }

    @Test
    void ampersandInBracketsIsText() {
        assertThat(parse("input=[&title]")).containsExactly(entry("input", "&title"));
    }

    @Test
    void unknownVariableIsNamed() {
        assertThatThrownBy(() -> parse("kernel=&k"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("kernel=&k: the macro has no variable named k");
    }

    @Test
    void unbalancedBracketsAskForAVariable() {
        for (String options :
                List.of("kernel=[1 2 1", "kernel=1]", "kernel=2*[1 2", "normalize kernel=[[1 2] size=3")) {
            assertThatThrownBy(() -> parse(options))
                    .hasMessage(
                            "the brackets in the value of kernel aren't balanced; put the value into a macro variable"
                                    + " and pass kernel=&variable");
        }
    }

    @Test
    void textAfterTheClosingBracketIsRefused() {
        assertThatThrownBy(() -> parse("kernel=[1 2 1]*2"))
                .hasMessageStartingWith("kernel=[1 2 1] is followed by '*'")
                .hasMessageContaining("kernel=[[1 2 1] * 2]");
    }

    @Test
    void strayTextIsNoOption() {
        assertThatThrownBy(() -> parse("kernel=1 2;3 4"))
                .hasMessage("'2;3' is not the name of an option; a value with blanks in it stands in brackets, as in"
                        + " kernel=[1 2 1]");
    }

    @Test
    void aKeyStandsOnce() {
        assertThatThrownBy(() -> parse("scale=1 scale=2")).hasMessage("scale is given twice; a key stands once");
    }

    @Test
    void wordsComeFirstAndTheKernelLast() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kernel", "[1 2 1] * 2");
        values.put("extent", "valid");
        values.put("normalize", "true");
        assertThat(OptionString.format(values)).isEqualTo("normalize extent=[valid] kernel=[[1 2 1] * 2]");
    }

    @Test
    void aValueThatNoMacroCanHoldIsNotWritten() {
        for (String value : List.of("a]b", "[", "][")) {
            assertThatThrownBy(() -> OptionString.format(Map.of("input", value)))
                    .hasMessageContaining("input=" + value + ": the brackets aren't balanced")
                    .hasMessageContaining("pass input=&variable");
        }
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("values") Map<String, String> values) {
        assertThat(parse(OptionString.format(values))).isEqualTo(values);
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        Arbitrary<String> pieces = Arbitraries.of(
                " ", "=", "&", "[", "]", "[1 2 1]", "size=5", "stack ", "\n", "\t", "'", "\"", "\\", "é", "true", "a",
                "kernel=", ",");
        Arbitrary<String> texts = pieces.list().ofMaxSize(8).map(list -> String.join("", list));
        Arbitrary<String> balanced = texts.filter(OptionStringTest::isBalanced);
        Arbitrary<String> keys = Arbitraries.of("kernel", "input", "normalize", "border", "x-y", "size");
        return Arbitraries.maps(keys, balanced).ofMaxSize(6);
    }

    private static boolean isBalanced(String text) {
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    private static Map<String, String> parse(String options) {
        return OptionString.parse(options, NO_VARIABLES);
    }
}
