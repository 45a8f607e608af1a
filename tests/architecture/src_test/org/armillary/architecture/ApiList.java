package org.armillary.architecture;

import static java.lang.classfile.ClassFile.ACC_ABSTRACT;
import static java.lang.classfile.ClassFile.ACC_ANNOTATION;
import static java.lang.classfile.ClassFile.ACC_ENUM;
import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_INTERFACE;
import static java.lang.classfile.ClassFile.ACC_PROTECTED;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;
import static java.lang.classfile.ClassFile.ACC_VARARGS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassSignature;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodSignature;
import java.lang.classfile.Signature;
import java.lang.classfile.TypeAnnotation.FormalParameterTarget;
import java.lang.classfile.TypeAnnotation.TargetType;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lists what a bundle publishes, as stable text: exported packages with their versions, below them their public types, below
 * them what can be used of these from outside. A record's constructor and accessors, an enum's static methods and methods of
 * {@link Object} go without saying.
 */
final class ApiList {

	private static final int VISIBLE = ACC_PUBLIC | ACC_PROTECTED;
	private static final Set<String> OF_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");

	private final Path classes;
	private final Map<String, ClassModel> models = new HashMap<>();

	private ApiList(Path classes) {
		this.classes = classes;
	}

	/** The list of a bundle; empty where it exports nothing. */
	static String of(BundleFolder bundle) {
		if (bundle.exports().isEmpty()) {
			return "";
		}
		var list = new ApiList(bundle.classes());
		var text = new StringBuilder(
				"# What " + bundle.name() + " publishes. Written by ‘./armillary api’; do not edit.\n");
		new TreeMap<>(bundle.exports()).forEach((name, version) -> {
			text.append("package ").append(name).append(' ').append(version).append('\n');
			list.types(name).forEach(type -> {
				text.append('\t').append(list.declaration(type)).append('\n');
				list.members(type).forEach(member -> text.append("\t\t").append(member).append('\n'));
			});
		});
		return text.toString();
	}

	private List<ClassModel> types(String packageName) {
		Path folder = classes.resolve(packageName.replace('.', '/'));
		try (var files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class"))
					.map(file -> model(classes.relativize(file).toString().replace(".class", "")))
					.filter(type -> (flags(type) & VISIBLE) != 0).sorted(Comparator.comparing(ApiList::internalName))
					.toList();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private ClassModel model(String internalName) {
		return models.computeIfAbsent(internalName, name -> {
			try {
				return ClassFile.of().parse(classes.resolve(name + ".class"));
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	private static String internalName(ClassModel type) {
		return type.thisClass().asInternalName();
	}

	/** Access flags as declared; those of a nested type hold what its enclosing type lets through. */
	private int flags(ClassModel type) {
		var own = type.findAttribute(Attributes.innerClasses()).stream()
				.flatMap(attribute -> attribute.classes().stream())
				.filter(inner -> inner.innerClass().asInternalName().equals(internalName(type))).findFirst();
		if (own.isEmpty()) {
			return type.flags().flagsMask();
		}
		if (own.get().outerClass().isEmpty()) {
			return 0; // local or anonymous
		}
		boolean reachable = (flags(model(own.get().outerClass().get().asInternalName())) & VISIBLE) != 0;
		return reachable ? own.get().flagsMask() : 0;
	}

	private String declaration(ClassModel type) {
		int flags = flags(type);
		boolean isRecord = type.findAttribute(Attributes.record()).isPresent();
		ClassSignature signature = type.findAttribute(Attributes.signature())
				.map(attribute -> attribute.asClassSignature())
				.orElseGet(() -> plainSignature(type));
		var text = new StringBuilder(AnnotationText.of(type));
		text.append((flags & ACC_PROTECTED) != 0 ? "protected " : "");
		boolean plain = (flags & (ACC_INTERFACE | ACC_ENUM)) == 0 && !isRecord;
		text.append(plain && (flags & ACC_ABSTRACT) != 0 ? "abstract " : "");
		text.append(plain && (flags & ACC_FINAL) != 0 ? "final " : "");
		var permitted = type.findAttribute(Attributes.permittedSubclasses());
		text.append(permitted.isPresent() && (flags & ACC_ENUM) == 0 ? "sealed " : "");
		text.append((flags & ACC_ANNOTATION) != 0 ? "@interface "
				: (flags & ACC_INTERFACE) != 0 ? "interface "
						: (flags & ACC_ENUM) != 0 ? "enum " : isRecord ? "record " : "class ");
		text.append(SignatureText.name(internalName(type)))
				.append(SignatureText.parameters(signature.typeParameters()));
		if (isRecord) {
			text.append(components(type).stream()
					.map(component -> componentType(component) + " " + component.name().stringValue())
					.collect(Collectors.joining(", ", "(", ")")));
		}
		String parent = SignatureText.of(signature.superclassSignature());
		if (plain && !parent.equals("Object")) {
			text.append(" extends ").append(parent);
		}
		var interfaces = signature.superinterfaceSignatures().stream().map(SignatureText::of)
				.filter(name -> !name.equals("java.lang.annotation.Annotation")).toList();
		if (!interfaces.isEmpty()) {
			text.append((flags & ACC_INTERFACE) != 0 ? " extends " : " implements ")
					.append(String.join(", ", interfaces));
		}
		permitted.ifPresent(list -> text.append((flags & ACC_ENUM) != 0 ? ""
				: list.permittedSubclasses().stream()
						.map(ClassEntry::asInternalName).map(SignatureText::name).sorted()
						.collect(Collectors.joining(", ", " permits ", ""))));
		return text.toString();
	}

	private static ClassSignature plainSignature(ClassModel type) {
		var parent = (Signature.ClassTypeSig) Signature.of(type.superclass().orElseThrow().asSymbol());
		return ClassSignature.of(parent, type.interfaces().stream()
				.map(entry -> (Signature.ClassTypeSig) Signature.of(entry.asSymbol()))
				.toArray(Signature.ClassTypeSig[]::new));
	}

	private static List<RecordComponentInfo> components(ClassModel type) {
		return type.findAttribute(Attributes.record()).map(attribute -> attribute.components()).orElse(List.of());
	}

	private static String componentType(RecordComponentInfo component) {
		return AnnotationText.nullable(component, place -> place.targetType() == TargetType.FIELD)
				+ SignatureText.of(
						component.findAttribute(Attributes.signature()).map(attribute -> attribute.asTypeSignature())
								.orElseGet(() -> Signature.of(component.descriptorSymbol())));
	}

	private List<String> members(ClassModel type) {
		var members = new ArrayList<String>();
		for (FieldModel field : type.fields()) {
			if ((field.flags().flagsMask() & ACC_ENUM) != 0) {
				members.add("constant " + AnnotationText.of(field) + field.fieldName().stringValue());
			}
		}
		var sorted = new TreeSet<String>();
		for (FieldModel field : type.fields()) {
			int flags = field.flags().flagsMask();
			if ((flags & VISIBLE) != 0 && (flags & (ACC_ENUM | ACC_SYNTHETIC)) == 0) {
				sorted.add(field(field, flags));
			}
		}
		for (MethodModel method : type.methods()) {
			int flags = method.flags().flagsMask();
			if ((flags & VISIBLE) != 0 && (flags & ACC_SYNTHETIC) == 0 && !goesWithoutSaying(type, method)) {
				sorted.add(method(type, method, flags));
			}
		}
		members.addAll(sorted);
		return members;
	}

	private static String field(FieldModel field, int flags) {
		Signature type = field.findAttribute(Attributes.signature()).map(attribute -> attribute.asTypeSignature())
				.orElseGet(() -> Signature.of(field.fieldTypeSymbol()));
		String value = field.findAttribute(Attributes.constantValue())
				.map(attribute -> " = " + attribute.constant().constantValue())
				.orElse("");
		return "field " + AnnotationText.of(field) + modifiers(flags)
				+ AnnotationText.nullable(field, place -> place.targetType() == TargetType.FIELD)
				+ SignatureText.of(type) + " "
				+ field.fieldName().stringValue() + value;
	}

	private static String method(ClassModel type, MethodModel method, int flags) {
		MethodSignature signature = signature(method);
		String name = method.methodName().stringValue();
		boolean constructor = name.equals("<init>");
		var text = new StringBuilder(constructor ? "constructor " : "method ").append(AnnotationText.of(method));
		boolean inInterface = (type.flags().flagsMask() & ACC_INTERFACE) != 0;
		text.append(inInterface && (flags & (ACC_ABSTRACT | ACC_STATIC)) == 0 ? "default " : "")
				.append(modifiers(flags));
		String parameters = SignatureText.parameters(signature.typeParameters());
		text.append(parameters.isEmpty() ? "" : parameters + " ");
		if (!constructor) {
			text.append(AnnotationText.nullable(method, place -> place.targetType() == TargetType.METHOD_RETURN))
					.append(SignatureText.of(signature.result())).append(' ').append(name);
		}
		text.append(arguments(method, signature, (flags & ACC_VARARGS) != 0));
		List<String> exceptions = signature.throwableSignatures().isEmpty()
				? method.findAttribute(Attributes.exceptions()).map(attribute -> attribute.exceptions().stream()
						.map(ClassEntry::asInternalName).map(SignatureText::name).toList()).orElse(List.of())
				: signature.throwableSignatures().stream().map(SignatureText::of).toList();
		text.append(exceptions.isEmpty() ? ""
				: exceptions.stream().sorted().collect(Collectors.joining(", ", " throws ", "")));
		method.findAttribute(Attributes.annotationDefault())
				.ifPresent(
						attribute -> text.append(" default ").append(AnnotationText.value(attribute.defaultValue())));
		return text.toString();
	}

	private static MethodSignature signature(MethodModel method) {
		return method.findAttribute(Attributes.signature()).map(attribute -> attribute.asMethodSignature())
				.orElseGet(() -> MethodSignature.of(method.methodTypeSymbol()));
	}

	private static String arguments(MethodModel method, MethodSignature signature, boolean variable) {
		var arguments = new ArrayList<String>();
		for (int i = 0; i < signature.arguments().size(); i++) {
			int index = i;
			String type = SignatureText.of(signature.arguments().get(i));
			boolean last = variable && i == signature.arguments().size() - 1;
			arguments.add(AnnotationText.nullable(method,
					place -> place instanceof FormalParameterTarget target && target.formalParameterIndex() == index)
					+ (last ? type.substring(0, type.length() - 2) + "..." : type));
		}
		return "(" + String.join(", ", arguments) + ")";
	}

	private static boolean goesWithoutSaying(ClassModel type, MethodModel method) {
		String name = method.methodName().stringValue();
		String arguments = arguments(method, signature(method), false).replace("@Nullable ", "");
		if (OF_OBJECT.contains(name + arguments)) {
			return true;
		}
		if ((type.flags().flagsMask() & ACC_ENUM) != 0
				&& (name + arguments).matches("values\\(\\)|valueOf\\(String\\)")) {
			return true;
		}
		List<RecordComponentInfo> components = components(type);
		return name.equals("<init>") && type.findAttribute(Attributes.record()).isPresent()
				? components.stream().map(component -> component.descriptor().stringValue())
						.collect(Collectors.joining("", "(", ")V"))
						.equals(method.methodType().stringValue())
				: arguments.equals("()")
						&& components.stream().anyMatch(component -> component.name().stringValue().equals(name));
	}

	private static String modifiers(int flags) {
		return ((flags & ACC_PROTECTED) != 0 ? "protected " : "") + ((flags & ACC_STATIC) != 0 ? "static " : "")
				+ ((flags & ACC_ABSTRACT) != 0 ? "abstract " : "") + ((flags & ACC_FINAL) != 0 ? "final " : "");
	}
}
