package org.armillary.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ProductFile;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.PortDescriptor;
import org.armillary.actor.provider.PortProducts;

/**
 * The inputs of a case as files in a folder.
 *
 * @param folder
 *            where the files are
 * @param products
 *            the files by port
 */
record StagedInputs(Path folder, PortProducts products) {

	/** Lets the case write its inputs. */
	static StagedInputs make(ContractCase contractCase, ActorDescriptor actor, Path folder) throws IOException {
		Files.createDirectories(folder);
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		for (ContractCase.Input input : contractCase.inputs()) {
			PortDescriptor port = actor.input(input.port())
					.orElseThrow(() -> new ContractViolation(ContractMessage.CASES
							.with(actor.id(), "a case ‘" + contractCase.name() + "’ with inputs for an unknown port ‘"
									+ input.port() + "’")));
			var files = ports.computeIfAbsent(port.name(), _ -> new ArrayList<>());
			Path file = folder.resolve(port.name() + "-" + (files.size() + 1) + ".fits");
			input.writer().write(file);
			files.add(describe(file, input.category(), port));
		}
		return new StagedInputs(folder, new PortProducts(ports));
	}

	private static ProductFile describe(Path file, String given, PortDescriptor port) throws IOException {
		ProductFile plain = ProductFiles.describe(file, given);
		if (!given.isEmpty()) {
			return plain;
		}
		String usual = port.categories().size() == 1 ? port.usualCategory() : "";
		return ProductFiles.describe(file, plain.description().keywords().text("ESO PRO CATG").orElse(usual));
	}

	/** The same files under names that say something else and sort the other way round. */
	StagedInputs renamed(Path other) throws IOException {
		Files.createDirectories(other);
		var ports = new LinkedHashMap<String, List<ProductFile>>();
		int number = 999;
		for (var port : products.ports().entrySet()) {
			var files = new ArrayList<ProductFile>();
			for (ProductFile product : port.getValue()) {
				Path copy = other.resolve("a copy (" + number-- + ").dat");
				Files.copy(product.path(), copy);
				files.add(new ProductFile(copy, product.description()));
			}
			ports.put(port.getKey(), files);
		}
		return new StagedInputs(other, new PortProducts(ports));
	}

	/** The same files without those of ports that need none, as far as there are such. */
	StagedInputs mandatory(ActorDescriptor actor) {
		var ports = new LinkedHashMap<>(products.ports());
		ports.keySet().removeIf(name -> actor.input(name).filter(port -> port.min() == 0).isPresent());
		return new StagedInputs(folder, new PortProducts(ports));
	}

	/** All files in the folder with the digests of their bytes, by name. */
	Map<String, String> content() throws IOException {
		var content = new LinkedHashMap<String, String>();
		try (var files = Files.walk(folder)) {
			for (Path file : files.sorted().toList()) {
				content.put(folder.relativize(file).toString(),
						Files.isRegularFile(file) ? ProductFiles.digestOfBytes(file) : "folder");
			}
		}
		return content;
	}
}
