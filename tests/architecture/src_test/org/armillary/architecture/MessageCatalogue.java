package org.armillary.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Every message that a bundle can show to users.
 *
 * @param messages
 *            the messages, by bundle and in the order of their enum
 * @param problems
 *            message classes that could not be read, one sentence each
 */
record MessageCatalogue(List<Entry> messages, List<String> problems) {

	private static final String TEMPLATE = "org.armillary.actor.message.MessageTemplate";

	/**
	 * A message.
	 *
	 * @param bundle
	 *            name of the bundle
	 * @param constant
	 *            enum and constant
	 */
	record Entry(String bundle, String constant, String id, String summary, List<String> remedies) {
	}

	/** The classes that hold message templates. */
	static List<JavaClass> templates(Repository repository) {
		return repository.classes().stream()
				.filter(type -> !type.isInterface() && type.isAssignableTo(TEMPLATE)
						&& type.getEnclosingClass().isEmpty())
				.sorted(Comparator.comparing((JavaClass type) -> repository.bundleOf(type.getPackageName())
						.map(BundleFolder::name).orElse("")).thenComparing(JavaClass::getName))
				.toList();
	}

	/** Loads the message classes of all bundles. */
	static MessageCatalogue of(Repository repository) {
		var messages = new ArrayList<Entry>();
		var problems = new ArrayList<String>();
		URL[] folders = repository.bundles().stream().map(MessageCatalogue::folder).toArray(URL[]::new);
		try (var loader = new URLClassLoader(folders, ClassLoader.getPlatformClassLoader())) {
			for (JavaClass type : templates(repository)) {
				String bundle = repository.bundleOf(type.getPackageName()).orElseThrow().name();
				try {
					messages.addAll(read(bundle, loader.loadClass(type.getName()), loader.loadClass(TEMPLATE)));
				} catch (ReflectiveOperationException | LinkageError e) {
					problems.add(type.getName() + " cannot be read: " + e);
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		return new MessageCatalogue(List.copyOf(messages), List.copyOf(problems));
	}

	private static List<Entry> read(String bundle, Class<?> type, Class<?> template)
			throws ReflectiveOperationException {
		var entries = new ArrayList<Entry>();
		if (!type.isEnum()) {
			throw new ReflectiveOperationException("message templates are constants of an enum");
		}
		for (Object constant : type.getEnumConstants()) {
			var remedies = (List<?>) template.getMethod("remedies").invoke(constant);
			entries.add(new Entry(bundle, type.getSimpleName() + "." + ((Enum<?>) constant).name(),
					(String) template.getMethod("id").invoke(constant),
					(String) template.getMethod("summary").invoke(constant),
					remedies.stream().map(String.class::cast).toList()));
		}
		return entries;
	}

	private static URL folder(BundleFolder bundle) {
		try {
			return bundle.classes().toUri().toURL();
		} catch (MalformedURLException e) {
			throw new UncheckedIOException(e);
		}
	}
}
