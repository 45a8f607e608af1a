package org.armillary.plugins;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.Actor;
import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.plugins.BundleActors.Declared;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Makes declared actors, through Declarative Services; this is where a bundle is activated and its classes are
 * loaded.
 */
final class ActorInstances {

	private static final String UNSUPPORTED = UnsupportedClassVersionError.class.getName();

	private final BundleContext context;

	ActorInstances(BundleContext context) {
		this.context = context;
	}

	/**
	 * The actor, made where it has not been made before.
	 *
	 * @param origin
	 *            how its bundle is named to the user
	 */
	ActorProvider provider(Declared declared, String origin) throws PluginException {
		ServiceReference<?> reference = reference(declared, origin);
		Object service = context.getService(reference);
		if (service == null) {
			throw failure(declared, origin);
		}
		try {
			return TypedActorProvider.of((Actor<?, ?, ?>) service);
		} catch (DescriptionException e) {
			throw new PluginException(e.explanation(), e);
		} catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
			throw new PluginException(problem(declared, origin, e.toString()), e);
		}
	}

	private ServiceReference<?> reference(Declared declared, String origin) throws PluginException {
		Bundle bundle = declared.bundle();
		if ((bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0) {
			start(bundle, Bundle.START_ACTIVATION_POLICY, origin);
		}
		ServiceReference<?>[] registered = bundle.getRegisteredServices();
		var candidates = Arrays.stream(registered == null ? new ServiceReference<?>[0] : registered)
				.filter(reference -> declared.component().name().equals(reference.getProperty("component.name")))
				.toList();
		for (ServiceReference<?> candidate : candidates) {
			if (candidate.isAssignableTo(context.getBundle(), Actor.class.getName())) {
				return candidate;
			}
		}
		if (!candidates.isEmpty()) {
			throw new PluginException(PluginMessage.NOT_REGISTERED.with(declared.descriptor().id(), origin,
					"the plug-in holds a copy of " + Actor.class.getPackageName()
							+ " of its own instead of importing it"));
		}
		throw failure(declared, origin);
	}

	private static void start(Bundle bundle, int options, String origin) throws PluginException {
		try {
			bundle.start(Bundle.START_TRANSIENT | options);
		} catch (BundleException e) {
			throw new PluginException(PluginMessage.ACTIVATOR.with(origin, Reasons.of(e)), e);
		}
	}

	/** Why there is no service, as Declarative Services knows. */
	private PluginException failure(Declared declared, String origin) throws PluginException {
		if (declared.bundle().getState() == Bundle.RESOLVED) {
			start(declared.bundle(), 0, origin); // its lazy activation has failed; this tells why
		}
		String id = declared.descriptor().id();
		var reference = context.getServiceReference(ServiceComponentRuntime.class);
		ServiceComponentRuntime runtime = reference == null ? null : context.getService(reference);
		if (runtime == null) {
			return new PluginException(
					PluginMessage.NOT_REGISTERED.with(id, origin, "Declarative Services does not run"));
		}
		try {
			ComponentDescriptionDTO component = runtime.getComponentDescriptionDTO(declared.bundle(),
					declared.component().name());
			if (component == null) {
				return new PluginException(PluginMessage.NOT_REGISTERED.with(id, origin,
						"Declarative Services refused its component description"));
			}
			Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
			Optional<String> stackTrace = configurations.stream().map(configuration -> configuration.failure)
					.filter(text -> text != null && !text.isBlank()).findFirst();
			if (stackTrace.isPresent()) {
				String trace = stackTrace.get();
				return new PluginException(problem(declared, origin, Reasons.ofStackTrace(trace)),
						new IllegalStateException(trace));
			}
			String waitsFor = configurations.stream()
					.flatMap(configuration -> Arrays.stream(configuration.unsatisfiedReferences))
					.flatMap(unsatisfied -> Arrays.stream(component.references)
							.filter(declaration -> declaration.name.equals(unsatisfied.name)))
					.map(declaration -> "the service " + declaration.interfaceName).distinct()
					.collect(Collectors.joining(", "));
			return new PluginException(waitsFor.isEmpty()
					? PluginMessage.NOT_REGISTERED.with(id, origin,
							"its component is disabled or waits for a configuration")
					: PluginMessage.MISSING_SERVICE.with(id, origin, waitsFor));
		} finally {
			context.ungetService(reference);
		}
	}

	private static Message problem(Declared declared, String origin, String cause) {
		String id = declared.descriptor().id();
		String noClass = NoClassDefFoundError.class.getName() + ": ";
		String notFound = ClassNotFoundException.class.getName() + ": ";
		if (cause.startsWith(UNSUPPORTED)) {
			var version = java.util.regex.Pattern.compile("class file version (\\d+)").matcher(cause);
			if (version.find()) {
				return JavaVersion.tooNew(origin, Integer.parseInt(version.group(1)));
			}
		}
		if (cause.startsWith(noClass) && !cause.contains("Could not initialize")) {
			return PluginMessage.MISSING_CLASS.with(id, origin, cause.substring(noClass.length()).replace('/', '.'));
		}
		if (cause.startsWith(notFound)) {
			return PluginMessage.MISSING_CLASS.with(id, origin,
					cause.substring(notFound.length()).replaceFirst(" .*", ""));
		}
		return PluginMessage.CONSTRUCTOR.with(id, origin, cause);
	}
}
