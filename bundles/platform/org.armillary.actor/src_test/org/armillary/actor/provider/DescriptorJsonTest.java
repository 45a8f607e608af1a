package org.armillary.actor.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.PortDescriptor.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors as JSON, and an actor that exists only at run time. */
class DescriptorJsonTest {

	private static final String SHOUT = """
			{
			  "id": "test.shout", "algorithm": 1, "title": "Shout", "category": "tests",
			  "help": "Repeats the text of a file in capital letters.",
			  "parameters": [
			    {"name": "times", "type": "integer", "default": 2, "min": 1, "max": 9, "help": "How often.", "aliases": ["n"]},
			    {"name": "separator", "type": "choice", "choices": ["SPACE", "LINE"], "default": "SPACE", "help": "What is between."}
			  ],
			  "inputs": [{"name": "text", "role": "trigger", "payload": "file", "help": "What to shout."}],
			  "outputs": [{"name": "shout", "role": "output", "payload": "file", "categories": ["SHOUT"], "extension": "txt",
			    "max": 1, "help": "The shouted text."}]
			}
			""";

	/** An actor whose description is read from JSON, as one for a script or an external recipe would be. */
	private record Shout(ActorDescriptor descriptor) implements ActorProvider {

		@Override
		public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
				throws ActorException, InterruptedException {
			context.checkpoint();
			try {
				String text = Files.readString(inputs.port("text").getFirst().path())
						.toUpperCase(java.util.Locale.ROOT);
				long times = (Long) parameters.value("times");
				String separator = parameters.value("separator").equals("LINE") ? "\n" : " ";
				ProductFile product = context.write("shout", file -> Files.writeString(file,
						String.join(separator, java.util.Collections.nCopies((int) times, text))));
				return Outcome.ok(new PortProducts(Map.of("shout", List.of(product))));
			} catch (IOException e) {
				throw new ActorException(Kind.RESOURCE, ActorMessage.INPUT_OUTPUT.with(descriptor.id(), e.getMessage()),
						e);
			}
		}
	}

	private static void refused(String json) {
		var refusal = assertThrows(DescriptionException.class, () -> DescriptorJson.read(json), json);
		assertEquals(ActorMessage.DESCRIPTION.id(), refusal.explanation().id());
	}

	@Test
	void survivesTheRoundTrip() throws DescriptionException, IOException {
		ActorDescriptor actor = new ActorClassReader(getClass().getClassLoader()::getResourceAsStream)
				.read(GoodActor.class.getName());
		String json = DescriptorJson.write(actor);
		assertEquals(actor, DescriptorJson.read(json));
		assertEquals(json, DescriptorJson.write(DescriptorJson.read(json)));
	}

	@Test
	void whatIsLeftOutHasItsDefault() throws DescriptionException {
		ActorDescriptor actor = DescriptorJson.read(SHOUT);
		ParameterDescriptor times = actor.parameter("n").orElseThrow();
		assertEquals(Type.INTEGER, times.type());
		assertEquals("times", times.label());
		assertEquals("", times.unit());
		assertTrue(times.inKey());
		assertEquals(new PortDescriptor("text", Role.TRIGGER, Payload.FILE, List.of(), Presence.OPTIONAL,
				Presence.OPTIONAL, 1,
				Integer.MAX_VALUE, false, false, "fits", "What to shout."), actor.inputs().getFirst());
		assertEquals(actor, DescriptorJson.read(DescriptorJson.write(actor)));
	}

	@Test
	void refusesWhatIsNoDescriptor() {
		refused("");
		refused("no JSON");
		refused("[]");
		refused("{");
		refused("{}");
		refused(SHOUT.replace("\"help\": \"How often.\",", ""));
		refused(SHOUT.replace("\"title\": \"Shout\",", ""));
		refused(SHOUT.replace("\"title\": \"Shout\"", "\"title\": null"));
		refused(SHOUT.replace("\"integer\"", "\"number of times\""));
		refused(SHOUT.replace("\"trigger\"", "\"starter\""));
		refused(SHOUT.replace("\"algorithm\": 1", "\"algorithm\": \"one\""));
		refused(SHOUT.replace("\"default\": 2", "\"default\": 10"));
		refused(SHOUT.replace("\"default\": \"SPACE\"", "\"default\": \"DOT\""));
		refused(SHOUT.replace("[\"n\"]", "\"n\""));
		refused(SHOUT.replace("\"inputs\": [", "\"inputs\": {\"a\": [").replace("What to shout.\"}]",
				"What to shout.\"}]}"));
	}

	@Test
	void refusesWhatBreaksTheRulesForEveryActor() {
		refused(SHOUT.replace("test.shout", "Test Shout"));
		refused(SHOUT.replace("\"algorithm\": 1", "\"algorithm\": 0"));
		refused(SHOUT.replace("\"title\": \"Shout\"", "\"title\": \" \""));
		refused(SHOUT.replace("How often.", ""));
		refused(SHOUT.replace("[\"n\"]", "[\"separator\"]"));
		refused(SHOUT.replace("\"role\": \"trigger\"", "\"role\": \"output\""));
		refused(SHOUT.replace("\"role\": \"output\"", "\"role\": \"associated\""));
		refused(SHOUT.replace("\"max\": 1, \"help\"", "\"max\": 0, \"help\""));
		refused(SHOUT.replace("[{\"name\": \"text\"",
				"[{\"name\": \"text\", \"role\": \"trigger\", \"payload\": \"file\", \"help\": \"x\"}, {\"name\": \"text\""));
	}

	@Test
	void refusesNamesThatFitNoFileNorCommandLine() {
		refused(SHOUT.replace("\"times\"", "\"how often\""));
		refused(SHOUT.replace("[\"n\"]", "[\"-n\"]"));
		refused(SHOUT.replace("\"name\": \"shout\"", "\"name\": \"../shout\""));
		refused(SHOUT.replace("\"name\": \"text\"", "\"name\": \"\""));
		refused(SHOUT.replace("\"txt\"", "\"t/xt\""));
		refused(SHOUT.replace("\"txt\"", "\"\""));
		refused(SHOUT.replace("[\"SHOUT\"]", "[\"SHOUT OUT\"]"));
	}

	@Test
	void refusesChoicesAndRangesThatDoNotFitTheType() {
		refused(SHOUT.replace("\"choices\": [\"SPACE\", \"LINE\"], ", ""));
		refused(SHOUT.replace("\"type\": \"choice\"", "\"type\": \"text\""));
		refused(SHOUT.replace("\"choices\"", "\"min\": 1, \"choices\""));
		refused(SHOUT.replace("\"min\": 1", "\"choices\": [\"2\"], \"min\": 1"));
	}

	@Test
	void refusesUnknownKeys() {
		refused(SHOUT.replace("\"id\"", "\"version\": 1, \"id\""));
		refused(SHOUT.replace("\"aliases\"", "\"alias\""));
		refused(SHOUT.replace("\"categories\"", "\"category\""));
	}

	@Test
	void aProviderThatDoesNotDescribeItselfSpoilsNoOther() throws DescriptionException, ActorException {
		ActorDescriptor good = DescriptorJson.read(SHOUT);
		var bad = new ActorDescriptor("test.bad", 0, "T", "c", "h", List.of(), List.of(), List.of(), List.of());
		ActorCatalog catalog = ActorCatalog.of(new Shout(null), new Shout(bad), new Shout(good));
		assertEquals(List.of(good), catalog.entries().stream()
				.filter(ActorCatalog.Entry.Available.class::isInstance)
				.map(entry -> ((ActorCatalog.Entry.Available) entry).descriptor()).toList());
		assertEquals(List.of(ActorMessage.DESCRIPTION.id(), ActorMessage.DESCRIPTION.id()), catalog.entries().stream()
				.filter(ActorCatalog.Entry.Broken.class::isInstance)
				.map(entry -> ((ActorCatalog.Entry.Broken) entry).why().id()).toList());
		assertTrue(catalog.provider("test.shout").isPresent());
		assertTrue(catalog.provider("test.bad").isEmpty());
	}

	@Test
	void anActorMadeAtRunTimeIsDescribedPlannedAndRun(@TempDir Path folder)
			throws DescriptionException, ActorException, IOException, InterruptedException {
		ActorProvider shout = new Shout(DescriptorJson.read(SHOUT));
		ActorCatalog catalog = ActorCatalog.of(shout);
		assertEquals("Shout", catalog.descriptor("test.shout").orElseThrow().title());
		assertTrue(catalog.provider("test.whisper").isEmpty());

		ActorProvider found = catalog.provider("test.shout").orElseThrow();
		ParameterValues parameters = ParameterValues.parse(found.descriptor(), Map.of("n", "3"));
		var declared = new Plan(List.of(), ResourceEstimate.UNKNOWN);
		assertEquals(declared, found.plan(parameters, new PlanInput(Map.of(), declared)));
		Path input = Files.writeString(folder.resolve("in.txt"), "hello");
		var inputs = new PortProducts(
				Map.of("text", List.of(new ProductFile(input, new ProductDescription("", Keywords.NONE)))));
		var outcome = (Outcome.Ok<PortProducts>) found.run(parameters, inputs, new PlainContext(folder));
		assertEquals("HELLO HELLO HELLO", Files.readString(outcome.outputs().port("shout").getFirst().path()));
		assertThrows(ActorException.class, () -> ParameterValues.parse(found.descriptor(), Map.of("times", "10")));
	}
}
