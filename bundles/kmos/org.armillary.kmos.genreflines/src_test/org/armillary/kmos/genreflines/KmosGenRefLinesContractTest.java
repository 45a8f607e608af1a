package org.armillary.kmos.genreflines;

import java.nio.file.Files;
import java.util.List;

import org.armillary.actor.provider.ActorProvider;
import org.armillary.testkit.ActorContract;
import org.armillary.testkit.ContractCase;

/** {@code kmos.gen-reflines} passes the contract of actors. */
class KmosGenRefLinesContractTest extends ActorContract {

	private static final String FEW = """
			# band detector wavelength row gas
			H 1 1.694521 1219.5 Ar
			H 3 1.694521 1222 Ar   # about
			IZ,2,0.8426962,447,Ar
			K\t1\t2.3642942\t1664\tNe
			HK 2 1.500000 40 Ne
			""";

	@Override
	protected ActorProvider actor() {
		return typed(new KmosGenRefLines());
	}

	@Override
	protected List<ContractCase> cases() {
		return List.of(
				ContractCase.named("a few lines").input("text", file -> Files.writeString(file, FEW))
						.enlarged(ContractCase.named("many lines")
								.input("text", file -> Files.writeString(file, many()))),
				ContractCase.named("no check of wavelengths").parameter("tolerance", "0")
						.input("text", file -> Files.writeString(file, FEW)));
	}

	private static String many() {
		var text = new StringBuilder();
		for (int i = 0; i < 10000; i++) {
			text.append("H ").append(1 + i % 3).append(' ').append(1.45 + i * 3e-5).append(" 100 Ar\n");
		}
		return text.toString();
	}
}
