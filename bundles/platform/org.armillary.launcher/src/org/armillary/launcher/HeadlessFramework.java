package org.armillary.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The OSGi framework with the bundles of the headless feature. Nothing is kept between two starts, so an installation
 * may be read-only and may be started many times at once.
 */
final class HeadlessFramework {

	/** The service that runs the command line: {@code ToIntFunction<String[]>}, from arguments to exit code. */
	private static final String APPLICATION = "(&(objectClass=java.util.function.ToIntFunction)(armillary.application=cli))";
	private static final int WAIT_SECONDS = 2;
	private static final int STOP_MILLIS = 2000;

	/** Started before all others, in this order: later bundles count on what these do when they start. */
	private static final List<String> FIRST = List.of("org.apache.felix.scr", "org.armillary.plugins");

	private final Framework framework;
	private final Consumer<String> problems;

	private HeadlessFramework(Framework framework, Consumer<String> problems) {
		this.framework = framework;
		this.problems = problems;
	}

	/**
	 * Starts the framework with all bundles of the installation. A bundle that cannot start is reported and left out.
	 *
	 * @param installation where the bundles are
	 * @param storage      private folder for what the framework writes
	 * @param problems     told each problem, as one line
	 * @throws LauncherException when there is no framework or no list of bundles
	 */
	static HeadlessFramework start(Installation installation, Path storage, Consumer<String> problems)
			throws LauncherException {
		List<Path> jars = installation.bundles();
		Framework framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow()
				.newFramework(Map.of(
						Constants.FRAMEWORK_STORAGE, storage.toString(),
						"armillary.install", installation.folder().toString(),
						"osgi.install.area", installation.folder().toUri().toString(),
						"osgi.locking", "none",
						"eclipse.log.enabled", "false",
						"equinox.log.history.max", "20"));
		var started = new HeadlessFramework(framework, problems);
		try {
			framework.init();
			List<Bundle> bundles = started.install(jars);
			framework.start();
			framework.adapt(FrameworkWiring.class).resolveBundles(bundles);
			started.start(bundles);
		} catch (BundleException e) {
			throw new LauncherException(Main.EXIT_INTERNAL, LauncherMessage.NO_FRAMEWORK.with(reason(e)));
		}
		return started;
	}

	/**
	 * Hands the arguments to the application and returns its exit code.
	 *
	 * @throws LauncherException when no bundle offers the application
	 */
	int run(String[] arguments) throws LauncherException {
		BundleContext context = framework.getBundleContext();
		try {
			var tracker = new ServiceTracker<ToIntFunction<String[]>, ToIntFunction<String[]>>(context,
					context.createFilter(APPLICATION), null);
			tracker.open();
			ToIntFunction<String[]> application = tracker.waitForService(WAIT_SECONDS * 1000L);
			if (application != null) {
				return application.applyAsInt(arguments);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Main.EXIT_CANCELLED;
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException(e);
		}
		reportLog(context);
		throw new LauncherException(Main.EXIT_INTERNAL, LauncherMessage.NO_APPLICATION.with(WAIT_SECONDS));
	}

	/** Stops all bundles; gives up after two seconds, whatever a bundle does. */
	void stop() throws InterruptedException {
		Thread stopping = Thread.ofPlatform().daemon().name("armillary-stop").start(() -> {
			try {
				framework.stop();
				framework.waitForStop(STOP_MILLIS);
			} catch (BundleException | RuntimeException | LinkageError e) {
				problems.accept(LauncherMessage.BUNDLE_FAILED.with("org.eclipse.osgi", reason(e)));
			} catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
		stopping.join(STOP_MILLIS);
	}

	private List<Bundle> install(List<Path> jars) {
		var bundles = new ArrayList<Bundle>();
		for (Path jar : jars) {
			try {
				bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
			} catch (BundleException | RuntimeException e) {
				problems.accept(LauncherMessage.BUNDLE_FAILED.with(jar.getFileName(), reason(e)));
			}
		}
		return bundles;
	}

	private void start(List<Bundle> bundles) {
		bundles.stream()
				.filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
				.sorted(Comparator.comparingInt(HeadlessFramework::rank))
				.forEach(bundle -> {
					try {
						bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
					} catch (BundleException | RuntimeException | LinkageError e) {
						problems.accept(LauncherMessage.BUNDLE_FAILED.with(bundle.getSymbolicName(), reason(e)));
					}
				});
	}

	private static int rank(Bundle bundle) {
		int rank = FIRST.indexOf(bundle.getSymbolicName());
		return rank < 0 ? FIRST.size() : rank;
	}

	/** Why a component is missing stands only in the framework's log. */
	private void reportLog(BundleContext context) {
		var reference = context.getServiceReference(LogReaderService.class);
		if (reference != null) {
			var entries = context.getService(reference).getLog();
			while (entries.hasMoreElements()) {
				LogEntry entry = entries.nextElement();
				if (entry.getLogLevel() == LogLevel.ERROR) {
					problems.accept(LauncherMessage.LOGGED.with(oneLine(entry.getMessage())));
				}
			}
		}
	}

	/** The innermost reason, in one line. */
	private static String reason(Throwable problem) {
		Throwable innermost = problem;
		while (innermost.getCause() != null) {
			innermost = innermost.getCause();
		}
		return oneLine(innermost instanceof BundleException ? innermost.getMessage() : innermost.toString());
	}

	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}
}
