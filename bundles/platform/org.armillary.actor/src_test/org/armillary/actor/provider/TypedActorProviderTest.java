package org.armillary.actor.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Default;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.junit.jupiter.api.Test;

class TypedActorProviderTest {

	private static final ActorContext CONTEXT = new PlainContext(Path.of("unused"));
	private static final Message MESSAGE = ActorMessage.DEFECT.with("a", "b");

	private static ProductFile product(String name) {
		return new ProductFile(Path.of(name), new ProductDescription("CATEGORY", Keywords.NONE));
	}

	private static PortProducts inputs(boolean optional) {
		Map<String, List<ProductFile>> ports = new LinkedHashMap<>();
		ports.put("frames", List.of(product("f1"), product("f2")));
		ports.put("one", List.of(product("o")));
		ports.put("maybe", optional ? List.of(product("m")) : List.of());
		if (optional) {
			ports.put("many", List.of(product("n")));
		}
		return new PortProducts(ports);
	}

	@Test
	void turnsValuesIntoRecordsOfEveryType() throws DescriptionException, ActorException, InterruptedException {
		var actor = new GoodActor();
		TypedActorProvider provider = TypedActorProvider.of(actor);
		provider.run(ParameterValues.defaults(provider.descriptor()), inputs(true), CONTEXT);
		assertEquals(new GoodActor.Parameters(true, 5, 9, 2.5, "", GoodActor.Method.KSIGMA, List.of(1, 2), List.of(),
				List.of(1.05, 1.28), List.of("a", "b")), actor.seen);
		provider.run(ParameterValues.parse(provider.descriptor(),
				Map.of("flag", "false", "t", "7", "method", "MEAN", "counts", "",
						"seeds", "3,4", "name", "x y", "seed", "999999999999999999")),
				inputs(true), CONTEXT);
		assertEquals(new GoodActor.Parameters(false, 5, 999999999999999999L, 7, "x y", GoodActor.Method.MEAN, List.of(),
				List.of(3L, 4L), List.of(1.05, 1.28), List.of("a", "b")), actor.seen);
	}

	@Test
	void turnsProductsIntoRecordsAndBack() throws DescriptionException, ActorException, InterruptedException {
		TypedActorProvider provider = TypedActorProvider.of(new GoodActor());
		ParameterValues defaults = ParameterValues.defaults(provider.descriptor());
		var all = (Outcome.Ok<PortProducts>) provider.run(defaults, inputs(true), CONTEXT);
		assertEquals(Map.of("one", List.of(product("o")), "maybe", List.of(product("m")), "many",
				List.of(product("f1"), product("f2"), product("n"))), all.outputs().ports());
		var few = (Outcome.Ok<PortProducts>) provider.run(defaults, inputs(false), CONTEXT);
		assertEquals(List.of(), few.outputs().port("maybe"));
		assertEquals(List.of(product("f1"), product("f2")), few.outputs().port("many"));
	}

	@Test
	void refusesCombinationsAsTheUsersMistakeAndDefectsAsDefects() throws DescriptionException, ActorException {
		TypedActorProvider provider = TypedActorProvider.of(new GoodActor());
		ParameterValues combination = ParameterValues.parse(provider.descriptor(),
				Map.of("count", "9", "flag", "false"));
		for (org.junit.jupiter.api.function.Executable attempt : List.<org.junit.jupiter.api.function.Executable>of(
				() -> provider.run(combination, inputs(true), CONTEXT), () -> provider.environment(combination),
				() -> provider.plan(combination, planInput()))) {
			ActorException refusal = assertThrows(ActorException.class, attempt);
			assertEquals(Kind.USER, refusal.kind());
			assertEquals(ActorMessage.PARAMETER_COMBINATION.id(), refusal.explanation().id());
		}
		ParameterValues defect = ParameterValues.parse(provider.descriptor(), Map.of("name", "defect"));
		ActorException bug = assertThrows(ActorException.class, () -> provider.environment(defect));
		assertEquals(Kind.BUG, bug.kind());
		assertEquals(ActorMessage.DEFECT.id(), bug.explanation().id());
	}

	@Test
	void refusesAMandatoryPortWithoutAProduct() throws DescriptionException, ActorException {
		TypedActorProvider provider = TypedActorProvider.of(new GoodActor());
		var refusal = assertThrows(ActorException.class,
				() -> provider.run(ParameterValues.defaults(provider.descriptor()), PortProducts.NONE, CONTEXT));
		assertEquals(Kind.USER, refusal.kind());
		assertEquals(ActorMessage.PORT_EMPTY.id(), refusal.explanation().id());
	}

	@Test
	void passesEnvironmentMigrationAndPlanOn() throws DescriptionException, ActorException {
		TypedActorProvider provider = TypedActorProvider.of(new GoodActor());
		ParameterValues defaults = ParameterValues.defaults(provider.descriptor());
		assertEquals(Set.of(new EnvironmentPart("count", "5")), provider.environment(defaults));
		assertEquals(Map.of("count", "2"), provider.migrate(2, Map.of()));
		assertSame(planInput().declaredPlan().resources(), provider.plan(defaults, planInput()).resources());
	}

	private static PlanInput planInput() {
		return new PlanInput(Map.of(), new Plan(List.of(), ResourceEstimate.UNKNOWN));
	}

	/** Something an actor does when it runs or plans. */
	@FunctionalInterface
	interface Deed {
		Outcome<Failing.Outputs> perform() throws ActorException, IOException, InterruptedException;
	}

	/** Fails in a given way. */
	@ActorType(id = "test.failing", algorithm = 1, title = "T", category = "c", help = "h")
	record Failing(Deed deed) implements Actor<Failing.Parameters, Failing.Inputs, Failing.Outputs> {

		record Parameters(@Default("1") @Help("h") int a) {
		}

		record Inputs() {
		}

		record Outputs(@Port(payload = Payload.FILE, help = "h") ProductFile out) {
		}

		@Override
		public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
			try {
				deed.perform();
				return inputs.declaredPlan();
			} catch (IOException | InterruptedException e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
				throws ActorException, IOException, InterruptedException {
			return deed.perform();
		}
	}

	/** An exception of another bundle that explains itself. */
	private static final class ExplainedException extends IOException implements HasMessage {
		private static final long serialVersionUID = 1L;

		ExplainedException(Throwable cause) {
			super(cause);
		}

		@Override
		public Message explanation() {
			return MESSAGE;
		}
	}

	private static Outcome<PortProducts> run(Deed deed)
			throws DescriptionException, ActorException, InterruptedException {
		TypedActorProvider provider = TypedActorProvider.of(new Failing(deed));
		return provider.run(ParameterValues.defaults(provider.descriptor()), PortProducts.NONE, CONTEXT);
	}

	private static ActorException failure(Deed deed) {
		return assertThrows(ActorException.class, () -> run(deed));
	}

	private static void becomes(Kind kind, ActorMessage message, Deed deed) {
		ActorException failure = failure(deed);
		assertEquals(kind, failure.kind());
		assertEquals(message.id(), failure.explanation().id());
	}

	@Test
	void exceptionsBecomeFailuresOfTheRightKind() {
		var own = new ActorException(Kind.TRANSIENT, MESSAGE);
		assertSame(own, failure(() -> {
			throw own;
		}));
		ActorException explained = failure(() -> {
			throw new ExplainedException(null);
		});
		assertEquals(Kind.DATA, explained.kind());
		assertSame(MESSAGE, explained.explanation());
		becomes(Kind.RESOURCE, ActorMessage.INPUT_OUTPUT, () -> {
			throw new FileNotFoundException("a");
		});
		becomes(Kind.RESOURCE, ActorMessage.MEMORY, () -> {
			throw new OutOfMemoryError();
		});
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> {
			throw new IllegalStateException();
		});
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> {
			throw new NoClassDefFoundError("a");
		});
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> {
			throw new AssertionError("a");
		});
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> {
			throw new StackOverflowError();
		});
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> null);
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> Outcome.ok(new Failing.Outputs(null)));
		becomes(Kind.BUG, ActorMessage.DEFECT, () -> Outcome.ok(null));
	}

	@Test
	void interruptionsStayInterruptions() {
		assertThrows(InterruptedException.class, () -> run(() -> {
			throw new InterruptedException();
		}));
		assertThrows(InterruptedException.class, () -> run(() -> {
			throw new ClosedByInterruptException();
		}));
		assertThrows(InterruptedException.class, () -> run(() -> {
			throw new ExplainedException(new ClosedByInterruptException());
		}));
	}

	@Test
	void defectsOfPlanAreDefects() throws DescriptionException, ActorException {
		TypedActorProvider provider = TypedActorProvider.of(new Failing(() -> {
			throw new IllegalStateException();
		}));
		ParameterValues defaults = ParameterValues.defaults(provider.descriptor());
		ActorException bug = assertThrows(ActorException.class, () -> provider.plan(defaults, planInput()));
		assertEquals(Kind.BUG, bug.kind());
		var own = new ActorException(Kind.DATA, MESSAGE);
		TypedActorProvider refusing = TypedActorProvider.of(new Failing(() -> {
			throw own;
		}));
		assertSame(own, assertThrows(ActorException.class, () -> refusing.plan(defaults, planInput())));
	}

	/** Throws the same error wherever it is asked. */
	@ActorType(id = "test.erring", algorithm = 1, title = "T", category = "c", help = "h")
	record Erring(Error error) implements Actor<Failing.Parameters, Failing.Inputs, Failing.Outputs> {

		@Override
		public Plan plan(Failing.Parameters parameters, PlanInput inputs) {
			throw error;
		}

		@Override
		public Outcome<Failing.Outputs> run(Failing.Parameters parameters, Failing.Inputs inputs,
				ActorContext context) {
			throw error;
		}

		@Override
		public Set<EnvironmentPart> environment(Failing.Parameters parameters) {
			throw error;
		}

		@Override
		public Map<String, String> migrate(int algorithm, Map<String, String> parameters) {
			throw error;
		}
	}

	@Test
	void errorsOfEveryMethodAreDefects() throws DescriptionException, ActorException {
		for (Error error : List.of(new AssertionError("a"), new StackOverflowError(), new NoSuchMethodError("a"))) {
			TypedActorProvider provider = TypedActorProvider.of(new Erring(error));
			ParameterValues defaults = ParameterValues.defaults(provider.descriptor());
			for (org.junit.jupiter.api.function.Executable attempt : List.<org.junit.jupiter.api.function.Executable>of(
					() -> provider.plan(defaults, planInput()),
					() -> provider.run(defaults, PortProducts.NONE, CONTEXT),
					() -> provider.environment(defaults), () -> provider.migrate(1, Map.of()))) {
				ActorException bug = assertThrows(ActorException.class, attempt);
				assertEquals(Kind.BUG, bug.kind());
				assertEquals(ActorMessage.DEFECT.id(), bug.explanation().id());
			}
		}
	}

	@Test
	void refusesARecordWithTypeArguments() {
		assertThrows(DescriptionException.class, () -> TypedActorProvider.of(new RefusedActors.GenericRecord()));
	}

	@Test
	void otherOutcomesKeepTheirReason() throws DescriptionException, ActorException, InterruptedException {
		assertEquals(new Outcome.NoWork<PortProducts>(MESSAGE), run(() -> new Outcome.NoWork<>(MESSAGE)));
		var partial = assertInstanceOf(Outcome.Partial.class,
				run(() -> new Outcome.Partial<>(new Failing.Outputs(product("p")), MESSAGE)));
		assertSame(MESSAGE, partial.why());
		var ok = (Outcome.Ok<PortProducts>) run(
				() -> new Outcome.Ok<>(new Failing.Outputs(product("p")), List.of(MESSAGE)));
		assertEquals(List.of(MESSAGE), ok.caveats());
		assertEquals(Optional.of(product("p")), ok.outputs().port("out").stream().findFirst());
	}

	@Test
	void refusesAClassThatBreaksARule() {
		assertThrows(DescriptionException.class, () -> TypedActorProvider.of(new RefusedActors.BadId()));
	}
}
