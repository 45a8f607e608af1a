package org.armillary.actor.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.armillary.actor.ActorType;
import org.armillary.actor.Payload;
import org.armillary.actor.Presence;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActorClassReaderTest {

	private static final ActorClassReader.ClassSource CLASS_PATH = ActorClassReaderTest.class
			.getClassLoader()::getResourceAsStream;

	@Test
	void readsActorParametersAndPorts() throws DescriptionException, IOException {
		ActorDescriptor actor = new ActorClassReader(CLASS_PATH).read(GoodActor.class.getName());
		assertEquals("test.good", actor.id());
		assertEquals(3, actor.algorithm());
		assertEquals("Good", actor.title());
		assertEquals("tests/all", actor.category());
		assertEquals("Does all that is allowed.", actor.help());
		assertEquals(List.of("One", "Two"), actor.references());
		assertEquals(
				List.of("flag", "count", "seed", "threshold", "name", "method", "counts", "seeds", "waves", "names"),
				actor.parameters().stream().map(ParameterDescriptor::name).toList());
		assertEquals(
				new ParameterDescriptor("threshold", Type.NUMBER, false, "Threshold", "2.5", "adu",
						new ValueRange(0, Double.POSITIVE_INFINITY, true, false), List.of(), "Threshold.",
						List.of("thresh", "t"), true),
				actor.parameter("thresh").orElseThrow());
		assertEquals(List.of("mean", "ksigma"), actor.parameter("method").orElseThrow().choices());
		assertEquals(new ValueRange(0, Integer.MAX_VALUE, false, false),
				actor.parameter("counts").orElseThrow().range());
		assertEquals(new ValueRange(1, 9, false, false), actor.parameter("count").orElseThrow().range());
		assertEquals(ValueRange.ALL, actor.parameter("seed").orElseThrow().range());
		assertEquals("seed", actor.parameter("seed").orElseThrow().label());
		assertEquals(List.of("seed"), actor.parameters().stream().filter(parameter -> !parameter.inKey())
				.map(ParameterDescriptor::name).toList());
		assertEquals(List.of("counts", "seeds", "waves", "names"),
				actor.parameters().stream().filter(ParameterDescriptor::list).map(ParameterDescriptor::name).toList());
		assertEquals(
				List.of(new PortDescriptor("frames", Role.TRIGGER, Payload.IMAGE, List.of("DARK", "FLAT"),
						Presence.REQUIRED,
						Presence.OPTIONAL, 2, 5, true, true, "fits", "Frames."),
						new PortDescriptor("one", Role.ASSOCIATED, Payload.CUBE, List.of(), Presence.OPTIONAL,
								Presence.NONE, 1, 1, false,
								false, "fits", "One."),
						new PortDescriptor("maybe", Role.ASSOCIATED, Payload.FILE, List.of(), Presence.OPTIONAL,
								Presence.OPTIONAL, 0, 1,
								false, false, "fits", "Maybe."),
						new PortDescriptor("many", Role.ASSOCIATED, Payload.TABLE, List.of(), Presence.OPTIONAL,
								Presence.OPTIONAL, 0,
								Integer.MAX_VALUE, false, false, "fits", "Many.")),
				actor.inputs());
		assertEquals(
				List.of(new PortDescriptor("one", Role.OUTPUT, Payload.CUBE, List.of("OUT"), Presence.OPTIONAL,
						Presence.OPTIONAL, 1, 1,
						false, false, "txt", "One."),
						new PortDescriptor("maybe", Role.OUTPUT, Payload.IMAGE, List.of(), Presence.OPTIONAL,
								Presence.OPTIONAL, 0, 1, false,
								false, "fits", "Maybe."),
						new PortDescriptor("many", Role.OUTPUT, Payload.IMAGE, List.of(), Presence.OPTIONAL,
								Presence.OPTIONAL, 0,
								Integer.MAX_VALUE, false, false, "fits", "Many.")),
				actor.outputs());
		assertEquals("frames", actor.trigger().orElseThrow().name());
		assertTrue(actor.input("nowhere").isEmpty());
		assertEquals("OUT", actor.output("one").orElseThrow().usualCategory());
	}

	static List<Class<?>> refusedActors() {
		return Stream.of(RefusedActors.class.getDeclaredClasses())
				.filter(type -> type.isAnnotationPresent(RefusedActors.Because.class)).<Class<?>>map(type -> type)
				.toList();
	}

	@ParameterizedTest
	@MethodSource("refusedActors")
	void refusesWhatBreaksARule(Class<?> type) {
		var refusal = assertThrows(DescriptionException.class,
				() -> new ActorClassReader(CLASS_PATH).read(type.getName()));
		assertEquals(ActorMessage.DESCRIPTION.id(), refusal.explanation().id());
		String because = type.getAnnotation(RefusedActors.Because.class).value();
		String problem = refusal.explanation().summary().replace(type.getName(), "");
		assertTrue(problem.contains(because), refusal.explanation().summary());
	}

	@Test
	void everyRuleHasAnActorThatBreaksIt() {
		assertEquals(28, refusedActors().size());
	}

	@Test
	void refusesWhatIsNoRecordOrNotThere() {
		var missing = assertThrows(DescriptionException.class,
				() -> new ActorClassReader(CLASS_PATH).read("org.example.Missing"));
		assertEquals(ActorMessage.DESCRIPTION.id(), missing.explanation().id());
		String parameters = GoodActor.Parameters.class.getName().replace('.', '/') + ".class";
		assertThrows(DescriptionException.class, () -> new ActorClassReader(
				resource -> resource.equals(parameters) ? null : CLASS_PATH.open(resource))
				.read(GoodActor.class.getName()));
		String other = ActorClassReaderTest.class.getName().replace('.', '/') + ".class";
		var noRecord = assertThrows(DescriptionException.class, () -> new ActorClassReader(
				resource -> CLASS_PATH.open(resource.equals(parameters) ? other : resource))
				.read(GoodActor.class.getName()));
		assertTrue(noRecord.explanation().summary().contains("record"));
	}

	/** The element {@code algorithm} of the annotation, a number, made a text. */
	@Test
	void anAnnotationElementOfAnotherTypeIsRefused() throws IOException {
		String resource = GoodActor.class.getName().replace('.', '/') + ".class";
		byte[] damaged;
		try (InputStream bytes = CLASS_PATH.open(resource)) {
			damaged = ClassFile.of().transformClass(ClassFile.of().parse(bytes.readAllBytes()),
					ClassTransform.dropping(RuntimeVisibleAnnotationsAttribute.class::isInstance)
							.andThen(ClassTransform.endHandler(builder -> builder.with(
									RuntimeVisibleAnnotationsAttribute.of(Annotation.of(
											ActorType.class.describeConstable().orElseThrow(),
											AnnotationElement.ofString("id", "test.good"),
											AnnotationElement.ofString("algorithm", "three")))))));
		}
		var reader = new ActorClassReader(
				name -> name.equals(resource) ? new ByteArrayInputStream(damaged) : CLASS_PATH.open(name));
		var refusal = assertThrows(DescriptionException.class, () -> reader.read(GoodActor.class.getName()));
		assertEquals(ActorMessage.DESCRIPTION.id(), refusal.explanation().id());
	}

	@Test
	void anythingThatTheSourceThrowsIsARefusal() {
		for (Throwable thrown : List.of(new IllegalStateException("the bundle is gone"), new NoClassDefFoundError("a"),
				new StackOverflowError())) {
			var refusal = assertThrows(DescriptionException.class, () -> new ActorClassReader(_ -> {
				if (thrown instanceof Error error) {
					throw error;
				}
				throw new IllegalStateException(thrown);
			}).read(GoodActor.class.getName()));
			assertEquals(ActorMessage.DESCRIPTION.id(), refusal.explanation().id());
		}
	}

	@Test
	void damagedClassFilesAreRefusedUnlessOnlyWhatNobodyNeedsIsDamaged() throws DescriptionException, IOException {
		ActorDescriptor undamaged = new ActorClassReader(CLASS_PATH).read(GoodActor.class.getName());
		int refused = 0;
		for (Class<?> part : List.of(GoodActor.class, GoodActor.Parameters.class, GoodActor.Inputs.class,
				GoodActor.Method.class)) {
			String resource = part.getName().replace('.', '/') + ".class";
			byte[] whole;
			try (InputStream bytes = CLASS_PATH.open(resource)) {
				whole = bytes.readAllBytes();
			}
			for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
				byte[] damaged = Arrays.copyOf(whole, length);
				var reader = new ActorClassReader(
						name -> name.equals(resource) ? new ByteArrayInputStream(damaged) : CLASS_PATH.open(name));
				try {
					assertEquals(undamaged, reader.read(GoodActor.class.getName()));
				} catch (DescriptionException e) {
					assertEquals(ActorMessage.DESCRIPTION.id(), e.explanation().id());
					refused++;
				}
			}
		}
		assertTrue(refused > 100, refused + " refused");
	}
}
