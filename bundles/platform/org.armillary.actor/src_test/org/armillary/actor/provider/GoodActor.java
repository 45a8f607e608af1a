package org.armillary.actor.provider;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.armillary.actor.Actor;
import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorType;
import org.armillary.actor.Alias;
import org.armillary.actor.Associated;
import org.armillary.actor.Default;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Help;
import org.armillary.actor.Label;
import org.armillary.actor.NotInKey;
import org.armillary.actor.Ordered;
import org.armillary.actor.Outcome;
import org.armillary.actor.Payload;
import org.armillary.actor.Port;
import org.armillary.actor.Presence;
import org.armillary.actor.ProductFile;
import org.armillary.actor.Range;
import org.armillary.actor.Trigger;
import org.armillary.actor.Unit;

/** An actor with every kind of parameter and port. Its outputs are its inputs. */
@ActorType(id = "test.good", algorithm = 3, title = "Good", category = "tests/all", help = "  Does all that is allowed.  ", references = {
		"One", "Two" })
final class GoodActor implements Actor<GoodActor.Parameters, GoodActor.Inputs, GoodActor.Outputs> {

	enum Method {
		MEAN, KSIGMA {
			@Override
			public String toString() {
				return "kappa";
			}
		}
	}

	record Parameters(@Default("true") @Help("Flag.") boolean flag,
			@Default("5") @Range(min = 1, max = 9) @Help("Count.") int count,
			@Default("9") @NotInKey @Help("Seed.") long seed,
			@Label("Threshold") @Default("2.5") @Unit("adu") @Range(min = 0, minExcluded = true) @Alias( {
					"thresh",
					"t" }) @Help(" Threshold. ") double threshold,
			@Default("") @Help("Name.") String name, @Default("KSIGMA") @Help("Method.") Method method,
			@Default("1,2") @Range(min = 0) @Help("Counts.") List<Integer> counts,
			@Default("") @Help("Seeds.") List<Long> seeds,
			@Default("1.05,1.28") @Help("Waves.") List<Double> waves,
			@Default("a,b") @Help("Names.") List<String> names){

		Parameters {
			if (count > 8 && !flag) {
				throw new IllegalArgumentException("more than 8 need the flag");
			}
			if (name.equals("defect")) {
				throw new IllegalStateException("defect");
			}
		}
	}

	record Inputs(
			@Trigger(min = 2, max = 5) @Ordered @Port(payload = Payload.IMAGE, category = {
					"DARK",
					"FLAT" }, variance = Presence.REQUIRED, help = "Frames.") List<ProductFile> frames,
			@Associated @Port(payload = Payload.CUBE, mask = Presence.NONE, help = "One.") ProductFile one,
			@Associated @Port(payload = Payload.FILE, help = "Maybe.") Optional<ProductFile> maybe,
			@Associated(min = 0) @Port(payload = Payload.TABLE, help = "Many.") List<ProductFile> many){
	}

	record Outputs(@Port(payload = Payload.CUBE, category = "OUT", extension = "txt", help = "One.") ProductFile one,
			@Port(payload = Payload.IMAGE, help = "Maybe.") Optional<ProductFile> maybe,
			@Port(payload = Payload.IMAGE, help = "Many.") List<ProductFile> many) {
	}

	Parameters seen;

	@Override
	public Outcome<Outputs> run(Parameters parameters, Inputs inputs, ActorContext context)
			throws ActorException, IOException, InterruptedException {
		seen = parameters;
		return Outcome.ok(new Outputs(inputs.one(), inputs.maybe(),
				Stream.concat(inputs.frames().stream(), inputs.many().stream()).toList()));
	}

	@Override
	public Set<EnvironmentPart> environment(Parameters parameters) {
		return Set.of(new EnvironmentPart("count", Integer.toString(parameters.count())));
	}

	@Override
	public Map<String, String> migrate(int algorithm, Map<String, String> parameters) {
		return Map.of("count", Integer.toString(algorithm));
	}
}
