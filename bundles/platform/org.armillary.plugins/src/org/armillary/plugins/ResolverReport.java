package org.armillary.plugins;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Says in words why a bundle does not resolve. */
final class ResolverReport {

	private static final Pattern ATTRIBUTE = Pattern.compile("\\((!\\()?([\\w.-]+)(>=|<=|=)([^()]*)\\)");

	private final FrameworkWiring wiring;

	ResolverReport(FrameworkWiring wiring) {
		this.wiring = wiring;
	}

	/**
	 * Why a bundle is not resolved.
	 *
	 * @param subject
	 *            how the bundle is named to the user
	 * @param report
	 *            what the framework said; used where no unmet requirement is found
	 */
	Message explain(Bundle bundle, String subject, String report) {
		return explain(bundle, subject, new HashSet<>())
				.orElseGet(() -> PluginMessage.UNRESOLVED.with(subject, Reason.oneLine(report)));
	}

	private Optional<Message> explain(Bundle bundle, String subject, Set<Bundle> visited) {
		if (!visited.add(bundle) || bundle.getState() != Bundle.INSTALLED) {
			return Optional.empty();
		}
		List<BundleRequirement> requirements = bundle.adapt(BundleRevision.class).getDeclaredRequirements(null).stream()
				.filter(ResolverReport::isNeeded).toList();
		for (BundleRequirement requirement : requirements) {
			if (wiring.findProviders(requirement).isEmpty()) {
				return Optional.of(missing(subject, requirement));
			}
		}
		for (BundleRequirement requirement : requirements) {
			for (BundleCapability provider : wiring.findProviders(requirement)) {
				Bundle needed = provider.getRevision().getBundle();
				String name = needed.getSymbolicName();
				var why = explain(needed, name, visited);
				if (why.isPresent()) {
					return Optional.of(PluginMessage.BROKEN_REQUIREMENT.with(subject, name, why.get().summary()));
				}
			}
		}
		return Optional.empty();
	}

	private static boolean isNeeded(BundleRequirement requirement) {
		String resolution = requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE);
		String effective = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE,
				Namespace.EFFECTIVE_RESOLVE);
		return effective.equals(Namespace.EFFECTIVE_RESOLVE)
				&& (resolution == null || resolution.equals(Namespace.RESOLUTION_MANDATORY));
	}

	private Message missing(String subject, BundleRequirement requirement) {
		String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
		String namespace = requirement.getNamespace();
		String name = attribute(filter, namespace).orElse("");
		return switch (namespace) {
		case PackageNamespace.PACKAGE_NAMESPACE ->
			PluginMessage.MISSING_IMPORT.with(subject, name, range(filter, "version"), offered(name));
		case BundleNamespace.BUNDLE_NAMESPACE, HostNamespace.HOST_NAMESPACE ->
			PluginMessage.MISSING_REQUIREMENT.with(subject,
					"the bundle " + name + " in " + range(filter, "bundle-version"));
		case ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE -> release(filter)
				.map(release -> JavaVersion.tooNewRelease(subject, release))
				.orElseGet(() -> PluginMessage.MISSING_REQUIREMENT.with(subject, "the Java environment " + filter));
		default -> PluginMessage.MISSING_REQUIREMENT.with(subject, "the capability " + namespace + " " + filter);
		};
	}

	/** Which versions of a package there are, in words. */
	private String offered(String packageName) {
		Collection<BundleCapability> providers = wiring.findProviders(new AnyVersion(packageName));
		return providers.isEmpty() ? "no bundle exports it"
				: "there is " + providers.stream()
						.map(provider -> provider.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)
								+ " of "
								+ provider.getRevision().getSymbolicName())
						.sorted().distinct().collect(Collectors.joining(", "));
	}

	private static Optional<Integer> release(String filter) {
		return attribute(filter, "version")
				.filter(version -> filter.contains("=JavaSE)") && version.matches("\\d{1,3}(\\..*)?"))
				.map(version -> Integer.valueOf(version.replaceFirst("\\..*", "")));
	}

	private static Optional<String> attribute(String filter, String name) {
		Matcher matcher = ATTRIBUTE.matcher(filter);
		while (matcher.find()) {
			if (matcher.group(2).equals(name) && matcher.group(1) == null) {
				return Optional.of(matcher.group(4));
			}
		}
		return Optional.empty();
	}

	/** The version range in a filter, in the notation of manifests: {@code version [1.2.0,2.0.0)}. */
	static String range(String filter, String versionAttribute) {
		String low = "";
		String high = "";
		Matcher matcher = ATTRIBUTE.matcher(filter);
		while (matcher.find()) {
			if (matcher.group(2).equals(versionAttribute)) {
				boolean not = matcher.group(1) != null;
				boolean atLeast = matcher.group(3).equals(">=");
				String version = matcher.group(4);
				if (matcher.group(3).equals("=")) {
					return "version " + version;
				}
				if (atLeast != not) {
					low = (not ? "(" : "[") + version;
				} else {
					high = version + (not ? ")" : "]");
				}
			}
		}
		if (low.isEmpty() && high.isEmpty()) {
			return "any version";
		}
		if (high.isEmpty()) {
			return "version " + low.substring(1) + " or later";
		}
		return "version " + (low.isEmpty() ? "[0.0.0" : low) + "," + high;
	}

	/** A package in any version. */
	private record AnyVersion(String packageName) implements Requirement {

		@Override
		public String getNamespace() {
			return PackageNamespace.PACKAGE_NAMESPACE;
		}

		@Override
		public Map<String, String> getDirectives() {
			return Map.of(Namespace.REQUIREMENT_FILTER_DIRECTIVE,
					"(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + packageName + ")");
		}

		@Override
		public Map<String, Object> getAttributes() {
			return Map.of();
		}

		@Override
		@SuppressWarnings("null") // a requirement that belongs to no resource, which the interface allows
		public Resource getResource() {
			return null;
		}
	}
}
