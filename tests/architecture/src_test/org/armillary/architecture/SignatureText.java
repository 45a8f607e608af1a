package org.armillary.architecture;

import java.lang.classfile.Signature;
import java.lang.classfile.Signature.ArrayTypeSig;
import java.lang.classfile.Signature.BaseTypeSig;
import java.lang.classfile.Signature.ClassTypeSig;
import java.lang.classfile.Signature.TypeArg;
import java.lang.classfile.Signature.TypeParam;
import java.lang.classfile.Signature.TypeVarSig;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes types as they stand in source code: full names, but {@code String} rather than {@code java.lang.String}. */
final class SignatureText {

	private SignatureText() {
	}

	/** A type. */
	static String of(Signature type) {
		return switch (type) {
		case BaseTypeSig base -> ClassDesc.ofDescriptor(String.valueOf(base.baseType())).displayName();
		case ArrayTypeSig array -> of(array.componentSignature()) + "[]";
		case TypeVarSig variable -> variable.identifier();
		case ClassTypeSig reference -> name(reference) + (reference.typeArgs().isEmpty() ? ""
				: reference.typeArgs().stream().map(SignatureText::argument)
						.collect(Collectors.joining(", ", "<", ">")));
		};
	}

	private static String name(ClassTypeSig type) {
		return type.outerType().map(outer -> of(outer) + ".").orElse("") + name(type.className());
	}

	/** An internal name such as {@code java/util/Map$Entry} in source form. */
	static String name(String internalName) {
		String name = internalName.replace('/', '.').replace('$', '.');
		return name.matches("java\\.lang\\.[A-Z].*") ? name.substring("java.lang.".length()) : name;
	}

	private static String argument(TypeArg argument) {
		return switch (argument) {
		case TypeArg.Unbounded _ -> "?";
		case TypeArg.Bounded bounded -> switch (bounded.wildcardIndicator()) {
		case NONE -> of(bounded.boundType());
		case EXTENDS -> "? extends " + of(bounded.boundType());
		case SUPER -> "? super " + of(bounded.boundType());
		};
		};
	}

	/** The type parameters of a class or method in angle brackets; empty where there are none. */
	static String parameters(List<TypeParam> parameters) {
		return parameters.isEmpty() ? ""
				: parameters.stream().map(SignatureText::parameter).collect(Collectors.joining(", ", "<", ">"));
	}

	private static String parameter(TypeParam parameter) {
		var bounds = new ArrayList<String>();
		parameter.classBound().map(SignatureText::of).filter(bound -> !bound.equals("Object")).ifPresent(bounds::add);
		parameter.interfaceBounds().stream().map(SignatureText::of).forEach(bounds::add);
		return parameter.identifier() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
	}
}
