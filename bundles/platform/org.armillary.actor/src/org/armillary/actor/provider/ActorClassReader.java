package org.armillary.actor.provider;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Signature;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Label;
import org.armillary.actor.NotInKey;
import org.armillary.actor.Ordered;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.jspecify.annotations.Nullable;

/**
 * Reads the description of a Java actor from its class file and those of its records and enums. No class is loaded and no
 * code of the actor runs, so a palette can be filled from bundles that are not activated or cannot even be resolved.
 */
public final class ActorClassReader {

	private static final String ACTOR = internalName(Actor.class);

	/** Gives the bytes of class files. */
	@FunctionalInterface
	public interface ClassSource {

		/**
		 * Opens a class file.
		 *
		 * @param resource
		 *            {@code org/example/CountPixels$Inputs.class}
		 * @return null where there is none
		 */
		@Nullable
		InputStream open(String resource) throws IOException;
	}

	private final ClassSource source;

	/** Makes a reader of the classes in {@code source}. */
	public ActorClassReader(ClassSource source) {
		this.source = source;
	}

	/**
	 * Reads the description of an actor.
	 *
	 * @param className
	 *            binary name of the class: {@code org.example.CountPixels}
	 * @throws DescriptionException
	 *             where class or records break a rule of {@link Actor}
	 */
	public ActorDescriptor read(String className) throws DescriptionException, IOException {
		try {
			return describe(className);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			// class files are parsed as far as they are looked at, so damage shows late and as any exception
			throw new DescriptionException(className,
					"its class files are damaged: " + Objects.requireNonNullElse(e.getMessage(), e.toString()));
		}
	}

	private ActorDescriptor describe(String className) throws DescriptionException, IOException {
		ClassModel actor = open(className, className.replace('.', '/'));
		var type = AnnotationValues.of(actor.findAttribute(Attributes.runtimeVisibleAnnotations()), ActorType.class)
				.orElseThrow(() -> new DescriptionException(className, "the class lacks the annotation @ActorType"));
		List<String> records = recordNames(className, actor);
		var parameters = new ArrayList<ParameterDescriptor>();
		for (RecordComponentInfo component : components(className, records.get(0))) {
			parameters.add(parameter(className, component));
		}
		return DescriptorRules.check(className, new ActorDescriptor(type.text("id", ""), type.integer("algorithm", 0),
				type.text("title", "").strip(), type.text("category", "").strip(), type.text("help", "").strip(),
				type.texts("references"), parameters, ports(className, records.get(1), true),
				ports(className, records.get(2), false)));
	}

	/** Internal names of the three records in {@code implements Actor<P, I, O>}. */
	private static List<String> recordNames(String className, ClassModel actor) throws DescriptionException {
		var signature = actor.findAttribute(Attributes.signature());
		if (signature.isPresent()) {
			for (Signature.ClassTypeSig parent : signature.get().asClassSignature().superinterfaceSignatures()) {
				if (internalName(parent).equals(ACTOR)) {
					var names = new ArrayList<String>();
					for (Signature.TypeArg argument : parent.typeArgs()) {
						if (argument instanceof Signature.TypeArg.Bounded bounded
								&& bounded.boundType() instanceof Signature.ClassTypeSig record) {
							if (!record.typeArgs().isEmpty()) {
								throw new DescriptionException(className, "the record "
										+ internalName(record).replace('/', '.')
										+ " takes type arguments; make it a plain record");
							}
							names.add(internalName(record));
						}
					}
					if (names.size() == 3) {
						return names;
					}
				}
			}
		}
		throw new DescriptionException(className,
				"the class must say ‘implements Actor<P, I, O>’ itself, with three records");
	}

	private ParameterDescriptor parameter(String className, RecordComponentInfo component)
			throws DescriptionException, IOException {
		String name = component.name().stringValue();
		String subject = className + ", parameter " + name;
		var annotations = component.findAttribute(Attributes.runtimeVisibleAnnotations());
		String signature = component.findAttribute(Attributes.signature())
				.map(attribute -> attribute.signature().stringValue())
				.orElse(component.descriptor().stringValue());
		boolean list = signature.startsWith("Ljava/util/List<") && signature.endsWith(">;");
		String elementSignature = list ? signature.substring("Ljava/util/List<".length(), signature.length() - 2)
				: signature;
		List<String> choices = List.of();
		Type type = switch (elementSignature) {
		case "Z" -> Type.BOOLEAN;
		case "I", "J", "Ljava/lang/Integer;", "Ljava/lang/Long;" -> Type.INTEGER;
		case "D", "Ljava/lang/Double;" -> Type.NUMBER;
		case "Ljava/lang/String;" -> Type.TEXT;
		default -> Type.CHOICE;
		};
		if (elementSignature.length() > 1 && !list && (type == Type.INTEGER || type == Type.NUMBER)) {
			throw new DescriptionException(subject, "use int, long or double");
		}
		if (type == Type.CHOICE) {
			choices = list || elementSignature.length() < 3 || elementSignature.charAt(0) != 'L' ? List.of()
					: enumConstants(elementSignature.substring(1, elementSignature.length() - 1));
			if (choices.isEmpty()) {
				throw new DescriptionException(subject, "the type " + component.descriptor().stringValue()
						+ " is not boolean, int, long, double, String, an enum of this bundle, or a List of Integer, Long, Double or String");
			}
		}
		ValueRange range = AnnotationValues.of(annotations, Range.class)
				.map(values -> new ValueRange(values.number("min", Double.NEGATIVE_INFINITY),
						values.number("max", Double.POSITIVE_INFINITY), values.flag("minExcluded"),
						values.flag("maxExcluded")))
				.orElse(ValueRange.ALL);
		if (elementSignature.equals("I") || elementSignature.equals("Ljava/lang/Integer;")) {
			range = range.within(Integer.MIN_VALUE, Integer.MAX_VALUE);
		}
		String defaultText = AnnotationValues.of(annotations, Default.class).map(values -> values.text("value", ""))
				.orElseThrow(() -> new DescriptionException(subject, "@Default is missing"));
		if (type == Type.CHOICE) {
			defaultText = defaultText.toLowerCase(Locale.ROOT);
		}
		String help = AnnotationValues.of(annotations, Help.class).map(values -> values.text("value", "").strip())
				.orElse("");
		if (help.isEmpty()) {
			throw new DescriptionException(subject, "@Help is missing");
		}
		return new ParameterDescriptor(name, type, list,
				AnnotationValues.of(annotations, Label.class).map(values -> values.text("value", name)).orElse(name),
				defaultText,
				AnnotationValues.of(annotations, Unit.class).map(values -> values.text("value", "")).orElse(""), range,
				choices,
				help,
				AnnotationValues.of(annotations, Alias.class).map(values -> values.texts("value")).orElse(List.of()),
				AnnotationValues.of(annotations, NotInKey.class).isEmpty());
	}

	private List<PortDescriptor> ports(String className, String record, boolean input)
			throws DescriptionException, IOException {
		var ports = new ArrayList<PortDescriptor>();
		for (RecordComponentInfo component : components(className, record)) {
			ports.add(port(className, component, input));
		}
		return ports;
	}

	private static PortDescriptor port(String className, RecordComponentInfo component, boolean input)
			throws DescriptionException {
		String name = component.name().stringValue();
		String subject = className + ", port " + name;
		var annotations = component.findAttribute(Attributes.runtimeVisibleAnnotations());
		String signature = component.findAttribute(Attributes.signature())
				.map(attribute -> attribute.signature().stringValue())
				.orElse(component.descriptor().stringValue());
		String product = "L" + internalName(ProductFile.class) + ";";
		boolean list = signature.equals("Ljava/util/List<" + product + ">;");
		boolean optional = signature.equals("Ljava/util/Optional<" + product + ">;");
		if (!list && !optional && !signature.equals(product)) {
			throw new DescriptionException(subject,
					"the type must be ProductFile, Optional<ProductFile> or List<ProductFile>");
		}
		var port = AnnotationValues.of(annotations, Port.class)
				.orElseThrow(() -> new DescriptionException(subject, "@Port is missing"));
		var trigger = AnnotationValues.of(annotations, Trigger.class);
		var associated = AnnotationValues.of(annotations, Associated.class);
		if (input && trigger.isPresent() == associated.isPresent()) {
			throw new DescriptionException(subject, "an input port is either @Trigger or @Associated");
		}
		if (!input && (trigger.isPresent() || associated.isPresent())) {
			throw new DescriptionException(subject, "an output port is neither @Trigger nor @Associated");
		}
		if (trigger.isPresent() && optional) {
			throw new DescriptionException(subject, "a @Trigger port is never Optional, for it starts the job");
		}
		int min = list ? (input ? trigger.or(() -> associated).orElseThrow().integer("min", 1) : 0) : optional ? 0 : 1;
		int max = list
				? (input ? trigger.or(() -> associated).orElseThrow().integer("max", Integer.MAX_VALUE)
						: Integer.MAX_VALUE)
				: 1;
		return new PortDescriptor(name, input ? (trigger.isPresent() ? Role.TRIGGER : Role.ASSOCIATED) : Role.OUTPUT,
				Payload.valueOf(port.text("payload", "FILE")), port.texts("category"),
				Presence.valueOf(port.text("variance", "OPTIONAL")), Presence.valueOf(port.text("mask", "OPTIONAL")),
				min, max,
				trigger.isPresent() && list, AnnotationValues.of(annotations, Ordered.class).isPresent(),
				port.text("extension", "fits"), port.text("help", "").strip());
	}

	private List<RecordComponentInfo> components(String className, String record)
			throws DescriptionException, IOException {
		return open(className, record).findAttribute(Attributes.record())
				.orElseThrow(() -> new DescriptionException(className, record.replace('/', '.') + " is not a record"))
				.components();
	}

	/** The choices that an enum offers: its constants in small letters, as users type them. */
	private List<String> enumConstants(String internalName) throws IOException {
		try (InputStream bytes = source.open(internalName + ".class")) {
			if (bytes == null) {
				return List.of();
			}
			return ClassFile.of().parse(bytes.readAllBytes()).fields().stream()
					.filter(field -> (field.flags().flagsMask() & ClassFile.ACC_ENUM) != 0)
					.map(field -> field.fieldName().stringValue().toLowerCase(Locale.ROOT)).toList();
		}
	}

	private ClassModel open(String className, String internalName) throws DescriptionException, IOException {
		try (InputStream bytes = source.open(internalName + ".class")) {
			if (bytes == null) {
				throw new DescriptionException(className, "the class file " + internalName + ".class is missing");
			}
			return ClassFile.of().parse(bytes.readAllBytes());
		} catch (IllegalArgumentException e) {
			throw new DescriptionException(className,
					"the class file " + internalName + ".class is damaged: " + e.getMessage());
		}
	}

	private static String internalName(Class<?> type) {
		return type.getName().replace('.', '/');
	}

	private static String internalName(Signature.ClassTypeSig type) {
		return type.outerType().map(outer -> internalName(outer) + "$").orElse("") + type.className();
	}
}
