package org.armillary.kmos.arithmetic;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.ActorType;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.Help;
import org.armillary.actor.Keywords;
import org.armillary.actor.Label;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Plan;
import org.armillary.actor.PlanInput;
import org.armillary.actor.Port;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.ResourceEstimate;
import org.armillary.actor.Trigger;
import org.armillary.data.FitsException;
import org.armillary.data.Pixels;
import org.armillary.data.fits.FitsWriter;
import org.armillary.kmos.Caveats;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.PhysicalUnit;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.SampleGrid;
import org.armillary.numerics.RobustStatistics;
import org.osgi.service.component.annotations.Component;

/**
 * Arithmetic of cubes, images and spectra; ESO's recipe {@code kmo_arithmetic}.
 *
 * <p>In: a file of cubes {@code [nz][ny][nx]}, images or spectra, and as second operand another such file or a number.
 * Out: the result in the shape and with the world coordinates of the first. Noise is propagated to first order, taking
 * the operands as independent.
 */
@ActorType(id = "kmos.arithmetic", algorithm = 1, title = "Arithmetic", category = "kmos/tools", references = "Davies et al. 2013, A&A 558, A56", help = """
		Adds, subtracts, multiplies, divides or raises to a power: IFU by IFU where both files have as many, or each \
		IFU of the first file with the only one of the second, or with a number.

		The second operand of a cube may be a cube, an image, which is applied to each plane, or a spectrum, which is \
		applied to each spaxel; their wavelengths must agree to a hundredth of a pixel. A division by zero gives NaN. \
		Flags of both operands are united.

		The result has noise only if both operands have, or the second one is a number. It is propagated to first \
		order as if the operands were independent; noise of a spectrum that was applied to many spaxels is common to \
		them, which the result cannot say.""")
@Component(service = Actor.class)
public final class KmosArithmetic
		implements Actor<KmosArithmetic.Parameters, KmosArithmetic.Inputs, KmosArithmetic.Outputs> {

	private static final String CATEGORY = "ARITHMETIC";
	private static final String ID = "kmos.arithmetic";

	/**
	 * Parameters.
	 *
	 * @param operator
	 *            what to do: + - * / ^
	 * @param scalar
	 *            the second operand, if it is a number; else empty
	 */
	public record Parameters(
			@Label("Operator") @Default("+") @Help("What to do with the operands: + - * / or ^ (power, with a number).") String operator,
			@Label("Number") @Default("") @Help("The second operand if it is a number, in the unit of the data for + and -; empty if it is a file.") List<Double> scalar) {

		/** Refuses other operators and several numbers. */
		public Parameters {
			Operator.of(operator);
			scalar = List.copyOf(scalar);
			if (scalar.size() > 1) {
				throw new IllegalArgumentException(
						"the parameter scalar has " + scalar.size() + " numbers, expected one or none");
			}
		}
	}

	/**
	 * Inputs.
	 *
	 * @param first
	 *            the first operand
	 * @param second
	 *            the second operand, if it is a file
	 */
	public record Inputs(
			@Trigger @Port(payload = Payload.FILE, help = "The first operand: a file of cubes, images or spectra. The result has its shape and world coordinates.") ProductFile first,
			@Associated @Port(payload = Payload.FILE, help = "The second operand: cubes, images or spectra, as many as in the first file or one for all; nothing if the parameter scalar gives a number.") Optional<ProductFile> second) {
	}

	/**
	 * Outputs.
	 *
	 * @param result
	 *            the result
	 */
	public record Outputs(
			@Port(payload = Payload.CUBE, category = CATEGORY, help = "The result, in the shape of the first operand.") ProductFile result) {
	}

	@Override
	public Plan plan(Parameters parameters, PlanInput inputs) throws ActorException {
		checkOperands(parameters, inputs.port("second").isEmpty() ? "" : inputs.name("second", 0));
		Keywords input = inputs.keywords("first");
		return new Plan(List.of(ProductHeader.predict("result", CATEGORY, input, ID)),
				ResourceEstimate.UNKNOWN);
	}

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		checkOperands(parameters, inputs.second().map(file -> String.valueOf(file.path().getFileName())).orElse(""));
		KmosFile first = KmosFile.open(inputs.first().path());
		List<OperandPair> pairs = inputs.second().isPresent()
				? OperandPair.of(first, KmosFile.open(inputs.second().get().path()))
				: first.extensions().stream().map(extension -> new OperandPair(extension, extension, true)).toList();
		if (pairs.stream().noneMatch(OperandPair::isComplete)) {
			throw new ActorException(Kind.DATA, ArithmeticMessage.NOTHING.with(first.path().getFileName()));
		}
		boolean number = inputs.second().isEmpty();
		boolean withNoise = pairs.stream()
				.anyMatch(pair -> pair.first().noise().isPresent() && pair.second().noise().isPresent());
		var caveats = new Caveats();
		ProductFile result = context.write("result", path -> {
			try (FitsWriter writer = FitsWriter.create(path)) {
				writer.primary(ProductHeader.of(first.primary(), CATEGORY, ID));
				int done = 0;
				for (OperandPair pair : pairs) {
					context.checkpoint();
					if (pair.isComplete()) {
						SampleGrid calculated = number
								? calculate(parameters, pair.first(), parameters.scalar().getFirst(), caveats)
								: calculate(parameters, pair, caveats);
						calculated.write(writer, pair.first());
						publish(pair.first(), calculated, context);
					} else {
						SampleGrid.writeEmpty(writer, pair.first(), withNoise);
						addPartnerCaveat(pair, caveats);
					}
					context.progress(++done, pairs.size(), "extension");
				}
				context.checkpoint();
				writer.commit();
			}
		});
		return new Outcome.Ok<>(new Outputs(result), caveats.all());
	}

	/** Refuses two second operands, none, and a file as exponent. */
	private static void checkOperands(Parameters parameters, String secondFile) throws ActorException {
		if (secondFile.isEmpty() && parameters.scalar().isEmpty()) {
			throw new ActorException(Kind.USER, ArithmeticMessage.OPERAND_MISSING.with());
		}
		if (!secondFile.isEmpty() && !parameters.scalar().isEmpty()) {
			throw new ActorException(Kind.USER,
					ArithmeticMessage.OPERAND_TWICE.with(parameters.scalar().getFirst()));
		}
		if (!secondFile.isEmpty() && Operator.of(parameters.operator()) == Operator.POWER) {
			throw new ActorException(Kind.USER, ArithmeticMessage.POWER_OF_FILE.with(secondFile));
		}
	}

	private static SampleGrid calculate(Parameters parameters, KmosExtension extension, double number,
			Caveats caveats) throws ActorException, FitsException {
		Operator operator = Operator.of(parameters.operator());
		SampleGrid first = SampleGrid.read(extension);
		String unit = first.unit();
		if (operator == Operator.POWER && !unit.isEmpty()) {
			Optional<PhysicalUnit> known = PhysicalUnit.parse(unit);
			if (known.isEmpty()) {
				caveats.add(ArithmeticMessage.UNIT_UNKNOWN.with(extension.name(), unit, "the exponent", number));
			}
			unit = known.map(base -> base.toThe(number).text()).orElse("");
		}
		return SampleArithmetic.apply(operator, first, SecondOperand.number(first, number), unit);
	}

	private static SampleGrid calculate(Parameters parameters, OperandPair pair, Caveats caveats)
			throws ActorException, FitsException {
		Operator operator = Operator.of(parameters.operator());
		SampleGrid first = SampleGrid.read(pair.first());
		SampleGrid second = SampleGrid.read(pair.second());
		String label = pair.first().data().label();
		String secondLabel = pair.second().data().label();
		SecondOperand operand = SecondOperand.fit(first, second)
				.orElseThrow(() -> new ActorException(Kind.DATA, ArithmeticMessage.SHAPES.with(label,
						first.dimensionText(), secondLabel, second.dimensionText())));
		WavelengthComparison.check(first, label, second, secondLabel).ifPresent(caveats::add);
		if (first.variance().isPresent() != second.variance().isPresent()) {
			boolean ofFirst = first.variance().isPresent();
			caveats.add(ArithmeticMessage.NOISE_DROPPED.with(ofFirst ? label : secondLabel,
					ofFirst ? secondLabel : label));
		}
		return SampleArithmetic.apply(operator, first, operand,
				unit(operator, first.unit(), label, second.unit(), secondLabel, caveats));
	}

	private static String unit(Operator operator, String unit, String label, String secondUnit, String secondLabel,
			Caveats caveats) {
		if (!operator.wantsSameUnit()) {
			Optional<String> combined = operator.unit(unit, secondUnit);
			if (combined.isEmpty()) {
				caveats.add(ArithmeticMessage.UNIT_UNKNOWN.with(label, unit, secondLabel, secondUnit));
			}
			return combined.orElse("");
		}
		Optional<PhysicalUnit> first = PhysicalUnit.parse(unit);
		boolean same = unit.equals(secondUnit) || first.isPresent() && first.equals(PhysicalUnit.parse(secondUnit));
		String chosen = unit.isEmpty() ? secondUnit : unit;
		if (!same) {
			caveats.add(ArithmeticMessage.UNITS_DIFFER.with(label, unit, secondLabel, secondUnit, chosen));
		}
		return chosen;
	}

	private static void addPartnerCaveat(OperandPair pair, Caveats caveats) {
		if (pair.first().isEmpty() != pair.second().isEmpty() && !(pair.shared() && pair.first().isEmpty())) {
			KmosExtension full = pair.first().isEmpty() ? pair.second() : pair.first();
			KmosExtension empty = pair.first().isEmpty() ? pair.first() : pair.second();
			caveats.add(ArithmeticMessage.PARTNER_EMPTY.with(full.data().label(), empty.data().label()));
		}
	}

	private static void publish(KmosExtension extension, SampleGrid result, ActorContext context) {
		Pixels values = result.values();
		double median = values.isDouble() ? RobustStatistics.median(values.doubles())
				: RobustStatistics.median(values.floats());
		context.publish(new QcValue("median", extension.name(), median, result.unit()));
	}
}
