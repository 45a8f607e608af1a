package org.armillary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** For each rule of the contract, an actor that breaks it fails, and by that rule. */
class ActorContractTest {

	private static void fails(ContractMessage expected, ActorContract contract, Executable rule) throws IOException {
		try {
			ContractViolation violation = assertThrows(ContractViolation.class, rule);
			assertEquals(expected.id(), violation.explanation().id(), violation.getMessage());
		} finally {
			contract.removeFiles();
		}
	}

	private static ActorContract with(ActorProvider provider) {
		return new ExampleContract() {
			@Override
			protected ActorProvider actor() {
				return provider;
			}
		};
	}

	private static ActorContract with(List<ContractCase> cases) {
		return new ExampleContract() {
			@Override
			protected List<ContractCase> cases() {
				return cases;
			}
		};
	}

	private static ActorContract described(UnaryOperator<ActorDescriptor> change) {
		ActorProvider good = new ExampleContract().actor();
		return with(new Spoiled(good) {
			@Override
			public ActorDescriptor descriptor() {
				return change.apply(good.descriptor());
			}
		});
	}

	private static ActorDescriptor with(ActorDescriptor d, String title, String help,
			List<ParameterDescriptor> parameters,
			List<PortDescriptor> outputs) {
		return new ActorDescriptor(d.id(), d.algorithm(), title, d.category(), help, d.references(), parameters,
				d.inputs(), outputs);
	}

	private static ParameterDescriptor with(ParameterDescriptor p, String unit, String help) {
		return new ParameterDescriptor(p.name(), p.type(), p.list(), p.label(), p.defaultText(), unit, p.range(),
				p.choices(),
				help, p.aliases(), p.inKey());
	}

	@Test
	void casesMustBeThereAndDistinctAndFitThePorts() throws IOException {
		ActorContract none = with(List.of());
		fails(ContractMessage.CASES, none, none::casesAreUsable);
		ActorContract twice = with(List.of(ContractCase.named("a"), ContractCase.named("a")));
		fails(ContractMessage.CASES, twice, twice::casesAreUsable);
		ActorContract port = with(
				List.of(ContractCase.named("a").input("nowhere", file -> ExampleContract.image(file, 1))));
		fails(ContractMessage.CASES, port, port::casesAreUsable);
	}

	@Test
	void inputsMustBeTheSameEachTime() throws IOException {
		ActorContract contract = with(List
				.of(ContractCase.named("a").input("image", file -> ExampleContract.image(file, System.nanoTime()))));
		fails(ContractMessage.INPUTS_VARY, contract, contract::casesAreUsable);
	}

	@Test
	void aParameterOfACaseMustBeAllowed() throws IOException {
		ActorContract contract = with(List.of(ContractCase.named("a").parameter("threshold", "high")));
		fails(ContractMessage.RUN_FAILED, contract, contract::casesAreUsable);
	}

	@Test
	void jobsMustNotFail() throws IOException {
		ActorContract contract = new BrokenContracts.Failing();
		fails(ContractMessage.RUN_FAILED, contract, contract::planAgreesWithRun);
	}

	@Test
	void documentationMustBeThere() throws IOException {
		for (ActorContract contract : List.of(described(d -> with(d, "", d.help(), d.parameters(), d.outputs())),
				described(d -> with(d, "count pixels", d.help(), d.parameters(), d.outputs())),
				described(d -> with(d, "Count pixels.", d.help(), d.parameters(), d.outputs())),
				described(d -> with(d, d.title(), "", d.parameters(), d.outputs())),
				described(d -> with(d, d.title(), "Counts the pixels above", d.parameters(), d.outputs())),
				described(d -> with(d, d.title(), d.help(),
						d.parameters().stream().map(p -> with(p, p.unit(), "TBD")).toList(), d.outputs())),
				described(d -> with(d, d.title(), d.help(), d.parameters(), d.outputs().stream()
						.map(o -> new PortDescriptor(o.name(), o.role(), o.payload(), o.categories(), o.variance(),
								o.mask(), o.min(),
								o.max(), o.grouped(), o.ordered(), o.extension(), ""))
						.toList())))) {
			fails(ContractMessage.DOCUMENTATION, contract, contract::documentationIsPresent);
		}
	}

	@Test
	void numbersMustHaveUnits() throws IOException {
		ActorContract contract = described(d -> with(d, d.title(), d.help(),
				d.parameters().stream().map(p -> with(p, "", p.help())).toList(), d.outputs()));
		fails(ContractMessage.UNIT, contract, contract::documentationIsPresent);
	}

	@Test
	void defaultsMustBeValid() throws IOException {
		ActorContract contract = new BrokenContracts.RefusedDefaults();
		fails(ContractMessage.DEFAULTS, contract, contract::defaultsAreValid);
	}

	@Test
	void theRecordMustRefuseAndNotFail() throws IOException {
		ActorContract contract = new BrokenContracts.DefectiveRecord();
		fails(ContractMessage.DEFECT, contract, contract::parametersSurviveText);
	}

	@Test
	void endsOfRangesMustBeReadable() throws IOException {
		ActorContract contract = described(d -> with(d, d.title(), d.help(),
				List.of(new ParameterDescriptor("number", ParameterDescriptor.Type.INTEGER, false, "Number", "1", "",
						new ParameterDescriptor.ValueRange(0, 1, true, true), List.of(), "No number fits.", List.of(),
						true)),
				d.outputs()));
		fails(ContractMessage.ROUND_TRIP, contract, contract::parametersSurviveText);
	}

	@Test
	void planMustPredictTheProducts() throws IOException {
		ActorContract contract = with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Plan plan(ParameterValues parameters, PlanInput inputs) {
				return new Plan(List.of(), ResourceEstimate.UNKNOWN);
			}
		});
		fails(ContractMessage.PLAN_PRODUCTS, contract, contract::planAgreesWithRun);
	}

	@Test
	void planMustNotPredictUnknownPorts() throws IOException {
		ActorContract contract = with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
				var products = new ArrayList<>(super.plan(parameters, inputs).products());
				products.add(new PredictedProduct("extra", new ProductDescription("", Keywords.NONE)));
				return new Plan(products, ResourceEstimate.UNKNOWN);
			}
		});
		fails(ContractMessage.PLAN_PRODUCTS, contract, contract::planAgreesWithRun);
	}

	@Test
	void planMustPredictKeywordsThatAreWritten() throws IOException {
		ActorContract contract = with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
				return new Plan(super.plan(parameters, inputs).products().stream()
						.map(p -> new PredictedProduct(p.port(),
								new ProductDescription(p.description().category(),
										Keywords.NONE.with("OBJECT", "Moon"))))
						.toList(), ResourceEstimate.UNKNOWN);
			}
		});
		fails(ContractMessage.PLAN_KEYWORD, contract, contract::planAgreesWithRun);
	}

	@Test
	void planMustNotRefuseWhatRuns() throws IOException {
		ActorContract contract = with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Plan plan(ParameterValues parameters, PlanInput inputs) throws ActorException {
				throw new ActorException(ActorException.Kind.DATA, BrokenContracts.message("never"));
			}
		});
		fails(ContractMessage.RUN_FAILED, contract, contract::planAgreesWithRun);
	}

	private static ActorContract returning(
			java.util.function.BiFunction<PortProducts, ActorContext, PortProducts> change) {
		return with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
					throws ActorException, InterruptedException {
				var outcome = (Outcome.Ok<PortProducts>) super.run(parameters, inputs, context);
				return Outcome.ok(change.apply(outcome.outputs(), context));
			}
		});
	}

	@Test
	void productsMustBeThoseOfThePorts() throws IOException {
		ActorContract missing = returning((products, _) -> BrokenContracts.replaced(products, "table", List.of()));
		fails(ContractMessage.PORT, missing, missing::planAgreesWithRun);
		ActorContract unknown = returning(
				(products, _) -> BrokenContracts.replaced(products, "extra", products.port("table")));
		fails(ContractMessage.PORT, unknown, unknown::planAgreesWithRun);
	}

	@Test
	void aCategoryThatThePortDoesNotDeclareFailsTheJob() throws IOException {
		ActorContract undeclared = with(BrokenContracts.doing(new ExampleContract().actor(),
				(_, _, context) -> context.write("table", "OTHER", file -> ExampleContract.image(file, 1))));
		fails(ContractMessage.RUN_FAILED, undeclared, undeclared::planAgreesWithRun);
	}

	@Test
	void headersMustStateTheCategory() throws IOException {
		ActorContract other = with(new Spoiled(new ExampleContract().actor()) {
			@Override
			public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
					throws ActorException, InterruptedException {
				var outcome = (Outcome.Ok<PortProducts>) super.run(parameters, inputs, context);
				try {
					ProductFile product = context.write("table", "COUNT", file -> Files.copy(
							outcome.outputs().port("divided").getFirst().path(), file));
					return Outcome.ok(BrokenContracts.replaced(outcome.outputs(), "table", List.of(product)));
				} catch (IOException e) {
					throw new java.io.UncheckedIOException(e);
				}
			}
		});
		fails(ContractMessage.CATEGORY, other, other::planAgreesWithRun);
	}

	@Test
	void productsMustBeMadeByTheContext() throws IOException {
		ActorContract contract = returning((products, context) -> {
			ProductFile product = products.port("table").getFirst();
			return BrokenContracts.replaced(products, "table",
					List.of(new ProductFile(context.scratch().resolve("a"), product.description())));
		});
		fails(ContractMessage.FOREIGN_PRODUCT, contract, contract::planAgreesWithRun);
	}

	@Test
	void resultsMustBeRepeatable() throws IOException {
		ActorContract values = new BrokenContracts.Varying();
		fails(ContractMessage.NOT_REPEATABLE, values, values::resultsAreRepeatable);
		ActorContract products = new BrokenContracts.VaryingProduct();
		fails(ContractMessage.NOT_REPEATABLE, products, products::resultsAreRepeatable);
	}

	@Test
	void namesOfFilesMustNotMatter() throws IOException {
		ActorContract contract = new BrokenContracts.NameReader();
		fails(ContractMessage.FILE_NAMES, contract, contract::fileNamesDoNotMatter);
	}

	@Test
	void parametersNotInTheKeyMustNotMatter() throws IOException {
		ActorContract contract = new BrokenContracts.ThreadCounter();
		fails(ContractMessage.NOT_IN_KEY, contract, contract::parametersNotInKeyDoNotMatter);
	}

	@Test
	void languageAndTimeZoneMustNotMatter() throws IOException {
		ActorContract language = new BrokenContracts.Speaker();
		fails(ContractMessage.ENVIRONMENT, language, language::writesOnlyWhereTold);
		ActorContract zone = new BrokenContracts.ZoneReader();
		fails(ContractMessage.ENVIRONMENT, zone, zone::writesOnlyWhereTold);
	}

	@Test
	void inputsMustBeLeftAlone() throws IOException {
		ActorContract permission = new BrokenContracts.PermissionReader();
		fails(ContractMessage.READ_ONLY, permission, permission::readOnlyInputsSuffice);
		ActorContract change = new BrokenContracts.InputChanger();
		fails(ContractMessage.INPUT_CHANGED, change, change::readOnlyInputsSuffice);
	}

	@Test
	void optionalInputsMustBeOptional() throws IOException {
		ActorContract contract = new BrokenContracts.OptionalPortNeeded();
		fails(ContractMessage.EMPTY_PORT, contract, contract::optionalInputsMayBeAbsent);
	}

	@Test
	void nothingMustBeWrittenElsewhere() throws IOException {
		for (ActorContract contract : List.of(new BrokenContracts.WorkingFolderWriter(),
				new BrokenContracts.TemporaryFileWriter(), new BrokenContracts.AnywhereWriter())) {
			fails(ContractMessage.STRAY_FILES, contract, contract::writesOnlyWhereTold);
		}
		assertFalse(Files.exists(BrokenContracts.ANYWHERE));
	}

	@Test
	void nothingMustBePrinted() throws IOException {
		ActorContract contract = new BrokenContracts.Printer();
		fails(ContractMessage.PRINTED, contract, contract::writesOnlyWhereTold);
	}

	@Test
	void theProcessMustBeAbleToMakeTheContract() throws IOException {
		ActorContract contract = new BrokenContracts.NoConstructor("a");
		fails(ContractMessage.PROCESS, contract, contract::writesOnlyWhereTold);
	}

	@Test
	void jobsMustBeCancellable() throws IOException {
		ActorContract never = new BrokenContracts.Uncancellable();
		fails(ContractMessage.NO_CHECKPOINT, never, never::cancelsSoon);
		ActorContract slow = new BrokenContracts.Slow();
		fails(ContractMessage.CANCEL_SLOW, slow, slow::cancelsSoon);
		ActorContract cleaning = new BrokenContracts.SlowToClean();
		fails(ContractMessage.CANCEL_SLOW, cleaning, cleaning::cancelsSoon);
		ActorContract swallowing = new BrokenContracts.Swallower();
		fails(ContractMessage.CANCEL_SWALLOWED, swallowing, swallowing::cancelsSoon);
	}

	@Test
	void aClassThatIsNoActorIsReported() {
		ContractViolation violation = assertThrows(ContractViolation.class,
				() -> ActorContract.typed((_, _, _) -> null));
		assertEquals(ContractMessage.DESCRIPTION.id(), violation.explanation().id());
		assertTrue(violation.getMessage().contains("remedy"));
	}
}
