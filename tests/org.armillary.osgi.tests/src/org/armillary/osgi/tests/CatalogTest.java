package org.armillary.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.armillary.actor.ActorContext;
import org.armillary.actor.Outcome;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptorJson;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.hooks.weaving.WeavingHook;

/** The catalogue of actors in a running framework. */
class CatalogTest {

	private static final String STATS = "org.armillary.kmos.stats";
	private static final String JSON = """
			{"id": "sample.json", "algorithm": 2, "title": "From JSON", "category": "samples", "help": "Described as data.",
			 "parameters": [{"name": "width", "type": "number", "default": "1.5", "unit": "um", "help": "A width."}],
			 "inputs": [{"name": "cube", "role": "trigger", "payload": "cube", "help": "The cube."}],
			 "outputs": []}
			""";

	@TempDir
	Path empty;

	@Test
	void statsIsListedWithoutLoadingAClassAndMadeWhenAskedFor() throws Exception {
		Set<String> loaded = ConcurrentHashMap.newKeySet();
		var hook = Osgi.context().registerService(WeavingHook.class, woven -> loaded.add(woven.getClassName()), null);
		try {
			ActorCatalog catalog = Osgi.restart(empty);
			assertTrue(Osgi.ids(catalog).contains("kmos.stats"), () -> catalog.entries().toString());
			assertFalse(catalog.descriptor("kmos.stats").orElseThrow().parameters().isEmpty());
			assertTrue(loaded.stream().noneMatch(name -> name.startsWith(STATS)), loaded::toString);
			ActorProvider provider = catalog.provider("kmos.stats").orElseThrow();
			assertEquals(catalog.descriptor("kmos.stats").orElseThrow(), provider.descriptor());
			assertTrue(loaded.stream().anyMatch(name -> name.startsWith(STATS)), loaded::toString);
		} finally {
			hook.unregister();
		}
	}

	@Test
	void unknownActorIsEmpty() throws Exception {
		ActorCatalog catalog = Osgi.restart(empty);
		assertTrue(catalog.provider("no.such-actor").isEmpty());
		assertTrue(catalog.descriptor("no.such-actor").isEmpty());
	}

	@Test
	void actorFromJsonComesAndGoes() throws Exception {
		ActorCatalog catalog = Osgi.restart(empty);
		var registration = Osgi.context().registerService(ActorProvider.class, new JsonActor(DescriptorJson.read(JSON)),
				null);
		try {
			assertTrue(Osgi.ids(catalog).contains("sample.json"));
			assertTrue(catalog.provider("sample.json").orElseThrow() instanceof JsonActor);
		} finally {
			registration.unregister();
		}
		assertFalse(Osgi.ids(catalog).contains("sample.json"));
		assertTrue(catalog.provider("sample.json").isEmpty());
	}

	@Test
	void providerThatDoesNotDescribeItselfIsBroken() throws Exception {
		for (Supplier<ActorDescriptor> description : List.<Supplier<ActorDescriptor>>of(() -> {
			throw new IllegalStateException("not connected");
		}, () -> {
			throw new AssertionError("not connected");
		}, () -> {
			throw new NoClassDefFoundError("not/Connected");
		}, () -> {
			throw new StackOverflowError();
		}, () -> {
			throw new OutOfMemoryError("not connected");
		}, () -> null)) {
			assertBroken("plugin.provider", description);
		}
	}

	@Test
	void providerWhoseDescriptionBreaksARuleIsBroken() throws Exception {
		var nameless = new ActorDescriptor("sample.nameless", 1, " ", "samples", "Has no title.", List.of(), List.of(),
				List.of(), List.of());
		assertBroken("actor.description", () -> nameless);
	}

	private void assertBroken(String messageId, Supplier<ActorDescriptor> description) throws Exception {
		ActorCatalog catalog = Osgi.restart(empty);
		var registration = Osgi.context().registerService(ActorProvider.class, new Undescribed(description), null);
		try {
			assertEquals(List.of(messageId), Osgi.broken(catalog).stream().map(entry -> entry.why().id()).toList());
			assertTrue(Osgi.ids(catalog).contains("kmos.stats"), () -> catalog.entries().toString());
		} finally {
			registration.unregister();
		}
	}

	private record JsonActor(ActorDescriptor descriptor) implements ActorProvider {

		@Override
		public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context) {
			return Outcome.ok(PortProducts.NONE);
		}
	}

	private record Undescribed(Supplier<ActorDescriptor> description) implements ActorProvider {

		@Override
		public ActorDescriptor descriptor() {
			return description.get();
		}

		@Override
		public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context) {
			return Outcome.ok(PortProducts.NONE);
		}
	}
}
