package org.armillary.actor.provider;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.util.List;
import java.util.Optional;

/** The values of one annotation in a class file. */
record AnnotationValues(String name, Annotation annotation) {

	/** The annotation of the given type, if it is there. */
	static Optional<AnnotationValues> of(Optional<RuntimeVisibleAnnotationsAttribute> annotations, Class<?> type) {
		return annotations.stream().flatMap(attribute -> attribute.annotations().stream())
				.filter(annotation -> annotation.className().equalsString(type.descriptorString())).findFirst()
				.map(annotation -> new AnnotationValues(type.getSimpleName(), annotation));
	}

	private Optional<AnnotationValue> value(String element) {
		return annotation.elements().stream().filter(candidate -> candidate.name().equalsString(element)).findFirst()
				.map(AnnotationElement::value);
	}

	/** A text, or the name of an enum constant. */
	String text(String element, String otherwise) {
		return value(element).map(AnnotationValues::text).orElse(otherwise);
	}

	List<String> texts(String element) {
		return value(element).map(value -> value instanceof AnnotationValue.OfArray array
				? array.values().stream().map(AnnotationValues::text).toList()
				: List.of(text(value))).orElse(List.of());
	}

	int integer(String element, int otherwise) {
		return value(element).map(value -> ((AnnotationValue.OfInt) value).intValue()).orElse(otherwise);
	}

	double number(String element, double otherwise) {
		return value(element).map(value -> ((AnnotationValue.OfDouble) value).doubleValue()).orElse(otherwise);
	}

	boolean flag(String element) {
		return value(element).map(value -> ((AnnotationValue.OfBoolean) value).booleanValue()).orElse(false);
	}

	private static String text(AnnotationValue value) {
		return switch (value) {
		case AnnotationValue.OfString text -> text.stringValue();
		case AnnotationValue.OfEnum constant -> constant.constantName().stringValue();
		default -> throw new IllegalArgumentException("neither text nor enum constant: " + value);
		};
	}
}
