package org.armillary.actor;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A processing step as a type: a recipe or an analysis module. Authors implement this interface, annotate the class with
 * {@link ActorType} and register it as a Declarative Services component:
 *
 * <pre>{@code
 * @ActorType(id = "hello.count", algorithm = 1, title = "Count pixels", category = "examples",
 *         help = "Counts the pixels above a threshold.")
 * @Component(service = Actor.class)
 * public final class CountPixels implements Actor<CountPixels.Parameters, CountPixels.Inputs, CountPixels.Outputs> {
 *     public record Parameters(@Label("Threshold") @Default("0.0") @Unit("adu") @Help("Lowest value counted.") double threshold) {}
 *     public record Inputs(@Trigger @Port(payload = Payload.CUBE, help = "The cube.") ProductFile cube) {}
 *     public record Outputs(@Port(payload = Payload.TABLE, category = "COUNT", help = "The count.") ProductFile count) {}
 *
 *     public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context) throws … { … }
 * }
 * }</pre>
 *
 * <p><b>Types.</b> Components of {@code P} are {@code boolean}, {@code int}, {@code long}, {@code double}, {@link String},
 * an enum, or a {@code List} of {@code Integer}, {@code Long}, {@code Double} or {@code String}. Components of {@code I} and
 * {@code O} are {@link ProductFile}, {@code Optional<ProductFile>} or {@code List<ProductFile>}. A condition that involves
 * several parameters is checked in the compact constructor of {@code P}, which throws {@link IllegalArgumentException}
 * with a sentence for the user.
 *
 * <p><b>Threads.</b> One instance serves all jobs, also several at the same time: an actor has no state that changes.
 *
 * <p><b>Do not</b> print, write outside {@link ActorContext#scratch()} and {@link ActorContext#write}, let file names, the
 * time or the number of threads influence a result, or catch {@link InterruptedException} without ending soon.
 *
 * @param <P>
 *            record of the parameters
 * @param <I>
 *            record of the input ports
 * @param <O>
 *            record of the output ports
 */
@ConsumerType
public interface Actor<P extends Record, I extends Record, O extends Record> {

	/**
	 * Predicts from headers alone what {@link #run} will make, in less than 50 ms. The default predicts one product for
	 * each mandatory output port, of the port's category and with no keywords.
	 *
	 * @param parameters
	 *            valid parameters
	 * @param inputs
	 *            categories and headers of what will arrive; an actual file or the prediction of another actor
	 * @throws ActorException
	 *             where the headers already show that the work cannot be done; the job is then refused before it starts
	 */
	default Plan plan(P parameters, PlanInput inputs) throws ActorException {
		return inputs.declaredPlan();
	}

	/**
	 * Does the work.
	 *
	 * @throws ActorException
	 *             with the kind of failure and what the user is told
	 * @throws IOException
	 *             where reading or writing failed; reported like an {@link ActorException} of kind DATA where it carries a
	 *             message of its own, of kind RESOURCE otherwise
	 * @throws InterruptedException
	 *             where the job was cancelled; products of a cancelled job are discarded
	 */
	Outcome<O> run(P parameters, I inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException;

	/**
	 * What besides parameters and inputs can change the result: the digest of an external program or of a container. Each
	 * part enters the cache key.
	 */
	default Set<EnvironmentPart> environment(P parameters) {
		return Set.of();
	}

	/**
	 * Translates parameters that a workflow stored for an older algorithm number, as text by parameter name, into today's
	 * names and values. The default keeps them.
	 */
	default Map<String, String> migrate(int algorithm, Map<String, String> parameters) {
		return parameters;
	}
}
