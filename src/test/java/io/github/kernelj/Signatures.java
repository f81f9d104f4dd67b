package io.github.kernelj;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a caller of public classes can see. */
final class Signatures {

    private Signatures() {}

    /** The public and protected signatures, of public classes and their members, in which a {@code hidden} type appears. */
    static List<String> exposing(JavaClasses classes, DescribedPredicate<? super JavaClass> hidden) {
        return classes.stream()
                .filter(Signatures::visible)
                .flatMap(type -> Stream.concat(
                        inheritance(type)
                                .filter(parent ->
                                        parent.getAllInvolvedRawTypes().stream().anyMatch(hidden))
                                .map(parent -> type.getName() + " is a " + parent.getName()),
                        type.getMembers().stream()
                                .filter(member -> open(member.getModifiers()))
                                .filter(member -> rawTypes(member).anyMatch(hidden))
                                .map(JavaMember::getFullName)))
                .sorted()
                .toList();
    }

    private static Stream<JavaType> inheritance(JavaClass type) {
        return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    }

    private static Stream<JavaClass> rawTypes(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean visible(JavaClass type) {
        return open(type.getModifiers())
                && type.getEnclosingClass().map(Signatures::visible).orElse(true);
    }

    private static boolean open(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
