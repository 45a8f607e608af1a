package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.EnvironmentPart;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductFile;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.data.fits.FitsWriter;

/** Contracts of actors whose run breaks one rule each. */
final class BrokenContracts {

	/** Where an actor that writes anywhere writes. */
	static final Path ANYWHERE = Path.of("/tmp", "armillary-contract-stray-file");

	private BrokenContracts() {
	}

	/** Does something before the good actor runs. */
	@FunctionalInterface
	interface Deed {
		void spoil(ParameterValues parameters, PortProducts inputs, ActorContext context)
				throws ActorException, IOException, InterruptedException;
	}

	static ActorProvider doing(ActorProvider good, Deed deed) {
		return new Spoiled(good) {
			@Override
			void spoil(ParameterValues parameters, PortProducts inputs, ActorContext context)
					throws ActorException, IOException, InterruptedException {
				deed.spoil(parameters, inputs, context);
			}
		};
	}

	static Message message(String text) {
		return ContractMessage.DESCRIPTION.with(text);
	}

	private static void publish(ActorContext context, double value) {
		context.publish(new QcValue("value", "", value, ""));
	}

	static class Failing extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, _) -> {
				throw new ActorException(Kind.DATA, message("no data"));
			});
		}
	}

	static class DefectiveRecord extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return new Spoiled(super.actor()) {
				@Override
				public Set<EnvironmentPart> environment(ParameterValues parameters) throws ActorException {
					if ((Double) parameters.value("threshold") < 0) {
						throw new ActorException(Kind.BUG, message("no negative numbers"));
					}
					return super.environment(parameters);
				}
			};
		}
	}

	static class RefusedDefaults extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return new Spoiled(super.actor()) {
				@Override
				public Set<EnvironmentPart> environment(ParameterValues parameters) throws ActorException {
					throw new ActorException(Kind.USER, message("never"));
				}
			};
		}
	}

	static class Varying extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, context) -> publish(context, System.nanoTime()));
		}
	}

	static class VaryingProduct extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return new Spoiled(super.actor()) {
				@Override
				public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
						throws ActorException, InterruptedException {
					var outcome = (Outcome.Ok<PortProducts>) super.run(parameters, inputs, context);
					return Outcome
							.ok(replaced(outcome.outputs(), "table", List.of(BrokenContracts.write(context, "table",
									"COUNT", "at " + System.nanoTime()))));
				}
			};
		}
	}

	static class NameReader extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(),
					(_, inputs, context) -> publish(context,
							inputs.port("image").getFirst().path().getFileName().toString().length()));
		}
	}

	static class ThreadCounter extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(),
					(parameters, _, context) -> publish(context, (Long) parameters.value("threads")));
		}
	}

	static class Speaker extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, context) -> publish(context, String.format("%.1f", 1.5).indexOf(',')));
		}
	}

	static class ZoneReader extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, context) -> publish(context, TimeZone.getDefault().getRawOffset()));
		}
	}

	static class PermissionReader extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, inputs, _) -> {
				Path image = inputs.port("image").getFirst().path();
				if (!Files.getPosixFilePermissions(image).contains(PosixFilePermission.OWNER_WRITE)) {
					throw new ActorException(Kind.DATA, message("cannot be written"));
				}
			});
		}
	}

	static class InputChanger extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, inputs, _) -> {
				Path beside = inputs.port("image").getFirst().path().resolveSibling("index");
				if (!Files.exists(beside)) {
					beside.getParent().toFile().setWritable(true);
					Files.createFile(beside);
				}
			});
		}
	}

	static class Printer extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, _) -> System.out.println("working"));
		}
	}

	static class WorkingFolderWriter extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, _) -> {
				if (isAlone()) {
					Files.createFile(Path.of("index.txt"));
				}
			});
		}
	}

	static class TemporaryFileWriter extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, _) -> {
				if (isAlone()) {
					Files.createTempFile("count", null);
				}
			});
		}
	}

	/** Writes somewhere and cleans up after itself, so that only the recorded writes show it. */
	static class AnywhereWriter extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, _, _) -> {
				if (isAlone()) {
					Files.writeString(ANYWHERE, "text");
					Files.delete(ANYWHERE);
				}
			});
		}
	}

	private static boolean isAlone() {
		return "tr".equals(System.getProperty("user.language"));
	}

	static class NoConstructor extends ExampleContract {
		NoConstructor(String name) {
			assert !name.isEmpty();
		}
	}

	static class OptionalPortNeeded extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return doing(super.actor(), (_, inputs, _) -> {
				if (inputs.port("mask").isEmpty()) {
					throw new ActorException(Kind.BUG, message("no mask"));
				}
			});
		}
	}

	/** A context that hides checkpoints from the good actor. */
	private static ActorProvider hidingCheckpoints(ActorProvider good, Deed instead) {
		return new Spoiled(good) {
			@Override
			public Outcome<PortProducts> run(ParameterValues parameters, PortProducts inputs, ActorContext context)
					throws ActorException, InterruptedException {
				try {
					instead.spoil(parameters, inputs, context);
				} catch (IOException e) {
					throw new java.io.UncheckedIOException(e);
				}
				return Outcome.ok(PortProducts.NONE);
			}
		};
	}

	static class Uncancellable extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return hidingCheckpoints(super.actor(), (_, _, _) -> {
			});
		}
	}

	static class Slow extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return hidingCheckpoints(super.actor(), (_, _, context) -> {
				context.checkpoint();
				busy(400);
				context.checkpoint();
			});
		}

		@Override
		Duration cancelLimit() {
			return Duration.ofMillis(100);
		}
	}

	/** Checks often, but goes on for long after it was told to end. */
	static class SlowToClean extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return hidingCheckpoints(super.actor(), (_, _, context) -> {
				try {
					for (int i = 0; i < 10; i++) {
						context.checkpoint();
						busy(2);
					}
				} catch (InterruptedException e) {
					busy(1000);
					throw e;
				}
			});
		}

		@Override
		Duration cancelLimit() {
			return Duration.ofMillis(100);
		}
	}

	static class Swallower extends ExampleContract {
		@Override
		protected ActorProvider actor() {
			return hidingCheckpoints(super.actor(), (_, _, context) -> {
				try {
					context.checkpoint();
				} catch (InterruptedException _) {
					context.progress(1, 1, "interruption");
				}
			});
		}
	}

	private static void busy(long milliseconds) {
		long end = System.nanoTime() + milliseconds * 1_000_000;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	/** Writes a product that holds nothing but a header. */
	static ProductFile write(ActorContext context, String port, String category, String object) {
		try {
			return context.write(port, category, file -> {
				try (FitsWriter writer = FitsWriter.create(file)) {
					writer.primary(CountPixels.header(category).with("OBJECT", object));
					writer.commit();
				}
			});
		} catch (ActorException | IOException | InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}

	static PortProducts replaced(PortProducts products, String port, List<ProductFile> files) {
		Map<String, List<ProductFile>> ports = new LinkedHashMap<>(products.ports());
		ports.put(port, files);
		return new PortProducts(ports);
	}
}
