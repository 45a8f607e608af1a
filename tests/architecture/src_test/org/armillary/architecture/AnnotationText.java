package org.armillary.architecture;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.Signature;
import java.lang.classfile.TypeAnnotation;
import java.lang.classfile.TypeAnnotation.TypePathComponent;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes those annotations that are part of what a type or member promises. */
final class AnnotationText {

	private static final Set<String> PROMISES = Set.of("Ljava/lang/Deprecated;", "Ljava/lang/FunctionalInterface;",
			"Ljava/lang/annotation/Retention;", "Ljava/lang/annotation/Target;", "Ljava/lang/annotation/Repeatable;",
			"Lorg/osgi/annotation/versioning/ConsumerType;", "Lorg/osgi/annotation/versioning/ProviderType;");

	private AnnotationText() {
	}

	/** The annotations of a class, method or field, each followed by a space. */
	static String of(AttributedElement element) {
		Stream<Annotation> visible = element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
				.flatMap(attribute -> attribute.annotations().stream());
		Stream<Annotation> invisible = element.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
				.flatMap(attribute -> attribute.annotations().stream());
		return Stream.concat(visible, invisible)
				.filter(annotation -> PROMISES.contains(annotation.className().stringValue()))
				.map(AnnotationText::annotation).sorted().map(text -> text + " ").collect(Collectors.joining());
	}

	private static String annotation(Annotation annotation) {
		String name = annotation.classSymbol().displayName();
		String values = annotation.elements().stream().map(element -> value(element.value()))
				.collect(Collectors.joining(", "));
		return "@" + name + (values.isEmpty() ? "" : "(" + values + ")");
	}

	/** A value of an annotation as in source code, without the names of elements. */
	static String value(AnnotationValue value) {
		return switch (value) {
		case AnnotationValue.OfArray array -> array.values().stream().map(AnnotationText::value)
				.collect(Collectors.joining(", ", "{", "}"));
		case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
		case AnnotationValue.OfString text -> "\"" + text.stringValue() + "\"";
		case AnnotationValue.OfClass type -> SignatureText.of(Signature.of(type.classSymbol())) + ".class";
		case AnnotationValue.OfAnnotation nested -> annotation(nested.annotation());
		case AnnotationValue.OfBoolean flag -> String.valueOf(flag.booleanValue());
		case AnnotationValue.OfConstant constant -> String.valueOf(constant.resolvedValue());
		};
	}

	/** {@code "@Nullable "} where the type at a place may be null: a field, a method's result, one of its parameters. */
	static String nullable(AttributedElement element, Predicate<TypeAnnotation.TargetInfo> place) {
		return element.findAttribute(Attributes.runtimeVisibleTypeAnnotations()).stream()
				.flatMap(attribute -> attribute.annotations().stream())
				.anyMatch(annotation -> annotation.annotation().className().stringValue().endsWith("/Nullable;")
						&& place.test(annotation.targetInfo()) && whole(annotation.targetPath())) ? "@Nullable " : "";
	}

	/** Whether a path leads to the type itself, not to an element or an argument of it. */
	private static boolean whole(List<TypePathComponent> path) {
		return path.stream().allMatch(step -> step.typePathKind() == TypePathComponent.Kind.INNER_TYPE);
	}
}
