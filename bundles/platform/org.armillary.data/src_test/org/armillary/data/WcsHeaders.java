package org.armillary.data;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Headers with world coordinates, and what astropy.wcs (wcslib) makes of them: tests/reference/wcs_reference.py. */
final class WcsHeaders {

	/**
	 * Pixels and their coordinates.
	 *
	 * @param name
	 *            name of the header
	 * @param header
	 *            header
	 * @param longitudeFirst
	 *            whether the first axis is the right ascension
	 * @param points
	 *            positions on axes 1 and 2, and the coordinates of axes 1 and 2, deg
	 */
	record Sky(String name, FitsHeader header, boolean longitudeFirst, double[][] points) {
		@Override
		public String toString() {
			return name;
		}

		double ra(int point) {
			return points[point][longitudeFirst ? 2 : 3];
		}

		double dec(int point) {
			return points[point][longitudeFirst ? 3 : 2];
		}
	}

	/** A cube with a rotated CD matrix, and CDELT that do not count. */
	static final FitsHeader CUBE = parse("""
			NAXIS   = 3
			NAXIS1  = 15
			NAXIS2  = 14
			NAXIS3  = 2048
			CTYPE1  = 'RA---TAN'
			CTYPE2  = 'DEC--TAN'
			CTYPE3  = 'WAVE    '
			CUNIT3  = 'um      '
			CRPIX1  = 7.5
			CRPIX2  = 7.25
			CRPIX3  = 1.0
			CRVAL1  = 53.0687375
			CRVAL2  = -27.7469261111111
			CRVAL3  = 1.0
			CDELT1  = 0.5
			CDELT2  = 0.5
			CDELT3  = 0.5
			CD1_1   = -4.12858236376E-05
			CD1_2   = 3.71739225755E-05
			CD2_1   = 3.71739225755E-05
			CD2_2   = 4.22858236376E-05
			CD3_3   = 0.000175292952917516""");

	static final List<Sky> SKIES = List.of(new Sky("rotated CD", CUBE, true,
			new double[][] { { 1, 1, 53.068778201120196, -27.747432027999587 },
					{ 14, 2.5, 53.06823475708856, -27.746885337367814 },
					{ 7.5, 15, 53.06906302873014, -27.746598395596866 } }),
			new Sky("PC and CDELT, declination first", parse("""
					CTYPE1  = 'DEC--TAN '
					CTYPE2  = 'RA---TAN '
					CRPIX1  = 512.5
					CRPIX2  = -20.0
					CRVAL1  = 41.25
					CRVAL2  = 150.125
					CDELT1  = 0.0002
					CDELT2  = -0.0003
					PC1_1   = 0.8
					PC1_2   = 0.61
					PC2_1   = -0.59
					PC2_2   = 0.81"""), false,
					new double[][] { { 1, 1, 41.17065224561013, 149.9979484238041 },
							{ 60.25, 71.5, 41.18872313142927, 149.98908429051795 },
							{ -30, 500, 41.226261843475264, 149.82932392683824 } }),
			new Sky("CDELT and CROTA2", parse("""
					CTYPE1  = 'RA---TAN'
					CTYPE2  = 'DEC--TAN'
					CRPIX1  = 100.0
					CRPIX2  = 200.0
					CRVAL1  = 210.5
					CRVAL2  = -62.25
					CDELT1  = -0.0005
					CDELT2  = 0.00025
					CROTA2  = 33.25"""), true,
					new double[][] { { 1, 1, 210.64756105391496, -62.26438644939918 },
							{ 60.25, 71.5, 210.5735656465799, -62.26594891103177 },
							{ -30, 500, 210.52833579387368, -62.15163668098942 } }),
			new Sky("around the pole", parse("""
					CTYPE1  = 'RA---TAN'
					CTYPE2  = 'DEC--TAN'
					CRPIX1  = 50.5
					CRPIX2  = 50.5
					CRVAL1  = 12.0
					CRVAL2  = 89.99
					CD1_1   = -0.0005
					CD1_2   = 0.0
					CD2_1   = 0.0
					CD2_2   = 0.0005"""), true,
					new double[][] { { 1, 1, 47.459618528402096, 89.957337081354 },
							{ 60.25, 71.5, 276.14398768425986, 89.99509942615923 },
							{ -30, 500, 181.38437181751283, 89.78151179240969 } }),
			new Sky("right ascension from 360 to 0", parse("""
					CTYPE1  = 'RA---TAN'
					CTYPE2  = 'DEC--TAN'
					CRPIX1  = 1.0
					CRPIX2  = 1.0
					CRVAL1  = 359.9999
					CRVAL2  = 5.0
					CDELT1  = -5.555555555555556E-05
					CDELT2  = 5.555555555555556E-05"""), true,
					new double[][] { { 1, 1, 359.9999, 5.0 }, { 60.25, 71.5, 359.9965957399436, 5.003916658381666 },
							{ -30, 500, 0.0016288740155800951, 5.027722217781774 } }),
			new Sky("centred on the pole, in arcsec", parse("""
					CTYPE1  = 'RA---TAN'
					CTYPE2  = 'DEC--TAN'
					CUNIT1  = 'arcsec  '
					CUNIT2  = 'arcsec  '
					CRPIX1  = 10.0
					CRPIX2  = 10.0
					CRVAL1  = 72000.0
					CRVAL2  = 324000.0
					CDELT1  = -0.2
					CDELT2  = 0.2"""), true,
					new double[][] { { 1, 1, 245.0, 89.99929289321885 },
							{ 60.25, 71.5, 59.25133658271224, 89.995587856098 },
							{ -30, 500, 15.333141628561009, 89.97268722750601 } }),
			new Sky("LONPOLE", parse("""
					CTYPE1  = 'RA---TAN'
					CTYPE2  = 'DEC--TAN'
					CRPIX1  = 30.0
					CRPIX2  = 40.0
					CRVAL1  = 266.4
					CRVAL2  = -28.9
					CDELT1  = -0.01
					CDELT2  = 0.01
					LONPOLE = 150.0
					LATPOLE = -28.9"""), true,
					new double[][] { { 1, 1, 266.9105468038605, -29.09178271647054 },
							{ 60.25, 71.5, 265.92142860690234, -28.777608815270934 },
							{ -30, 500, 264.4477168586628, -24.61163980687226 } }));

	private WcsHeaders() {
	}

	/** A header from its cards, one a line. */
	static FitsHeader parse(String cards) {
		var records = new StringBuilder();
		cards.lines().forEach(card -> records.append("%-80s".formatted(card)));
		return FitsHeader.parse("test.fits", records.toString().getBytes(StandardCharsets.ISO_8859_1));
	}
}
