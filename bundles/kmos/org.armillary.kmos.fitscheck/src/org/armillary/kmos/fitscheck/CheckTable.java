package org.armillary.kmos.fitscheck;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.kmos.KmosFileType;

/** The product: a binary table CHECK with a row for each HDU, and a table PROBLEMS with a row for each problem. */
final class CheckTable {

	/** Product category, and EXTNAME of the first table. */
	static final String CATEGORY = "CHECK";

	/** Keyword of the type of the file. */
	static final String TYPE = "ESO CHECK TYPE";

	private CheckTable() {
	}

	/** What each HDU is. */
	static Table structure(List<HduSummary> hdus, Optional<KmosFileType> type) {
		FitsHeader header = FitsHeader.builder()
				.set(TYPE, type.map(KmosFileType::name).orElse("none"), "KMOS type of the file").build();
		return Table.builder(CATEGORY).integers("hdu", "", longs(hdus, hdu -> hdu.hdu().index()))
				.texts("extname", texts(hdus, HduSummary::extensionName))
				.integers("extver", "", longs(hdus, hdu -> hdu.hdu().version()))
				.texts("kind", texts(hdus, HduSummary::kind))
				.integers("bitpix", "", longs(hdus, hdu -> hdu.hdu().bitpix()))
				.texts("dimensions", texts(hdus, hdu -> hdu.hdu().dimensionText()))
				.texts("unit", texts(hdus, HduSummary::unit))
				.integers("finite", "", longs(hdus, hdu -> hdu.counts().finite()))
				.integers("nan", "", longs(hdus, hdu -> hdu.counts().nan()))
				.integers("infinite", "", longs(hdus, hdu -> hdu.counts().infinite()))
				.integers("zero", "", longs(hdus, hdu -> hdu.counts().zero()))
				.reals("minimum", "", doubles(hdus, hdu -> hdu.counts().minimum()))
				.reals("maximum", "", doubles(hdus, hdu -> hdu.counts().maximum()))
				.texts("datasum", texts(hdus, hdu -> hdu.checks().datasum().word()))
				.texts("checksum", texts(hdus, hdu -> hdu.checks().checksum().word())).header(header).build();
	}

	/** What is not as it should be. */
	static Table problems(List<Problem> problems) {
		return Table.builder("PROBLEMS")
				.integers("hdu", "", problems.stream().mapToLong(Problem::hdu).toArray())
				.texts("id", problems.stream().map(problem -> problem.kind().id()).toArray(String[]::new))
				.texts("problem", problems.stream().map(Problem::sentence).toArray(String[]::new)).build();
	}

	private static long[] longs(List<HduSummary> hdus, ToLongFunction<HduSummary> value) {
		return hdus.stream().mapToLong(value).toArray();
	}

	private static double[] doubles(List<HduSummary> hdus, ToDoubleFunction<HduSummary> value) {
		return hdus.stream().mapToDouble(value).toArray();
	}

	private static String[] texts(List<HduSummary> hdus, Function<HduSummary, String> value) {
		return hdus.stream().map(value).toArray(String[]::new);
	}
}
