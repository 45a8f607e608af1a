/*
 * Reads every image of a FITS file with cfitsio, once for each line of standard input: open, all images, close.
 *
 * usage: read_cfitsio FILE new|again [REPETITIONS]
 *
 * new: into freshly allocated arrays, which are freed outside the time measured; again: always into the same arrays.
 * Says "ready" and the version first; answers each line with the seconds used and the sum of the first, the middle and
 * the last pixel of every image. With REPETITIONS it reads so many times by itself and prints the median time in ms.
 */
#include <fitsio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_IMAGES 1000

static float *arrays[MOST_IMAGES];
static long allocated[MOST_IMAGES];

static double now(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static double read_all(const char *name, int again, double *check) {
	double start = now();
	int count = 0, status = 0, hdus = 0;
	fitsfile *file;
	*check = 0;
	fits_open_file(&file, name, READONLY, &status);
	fits_get_num_hdus(file, &hdus, &status);
	for (int hdu = 1; status == 0 && hdu <= hdus && count < MOST_IMAGES; hdu++) {
		int type = 0, axes = 0, found = 0;
		long lengths[9] = { 0 }, pixels = 1;
		fits_movabs_hdu(file, hdu, &type, &status);
		if (type != IMAGE_HDU) {
			continue;
		}
		fits_get_img_dim(file, &axes, &status);
		fits_get_img_size(file, 9, lengths, &status);
		for (int axis = 0; axis < axes && axis < 9; axis++) {
			pixels *= lengths[axis];
		}
		if (axes == 0 || pixels == 0) {
			continue;
		}
		if (allocated[count] != pixels) {
			free(arrays[count]);
			arrays[count] = malloc(pixels * sizeof(float));
			allocated[count] = pixels;
		}
		float *image = arrays[count++];
		fits_read_img(file, TFLOAT, 1, pixels, NULL, image, &found, &status);
		*check += (double) image[0] + image[pixels / 2] + image[pixels - 1];
	}
	fits_close_file(file, &status);
	double elapsed = now() - start;
	if (status != 0 || count == 0) {
		fits_report_error(stderr, status);
		exit(1);
	}
	for (int i = 0; !again && i < count; i++) {
		free(arrays[i]);
		arrays[i] = NULL;
		allocated[i] = 0;
	}
	return elapsed;
}

static int ascending(const void *a, const void *b) {
	double x = *(const double *) a, y = *(const double *) b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv) {
	if (argc < 3) {
		fprintf(stderr, "usage: read_cfitsio FILE new|again [REPETITIONS]\n");
		return 2;
	}
	int again = strcmp(argv[2], "again") == 0;
	double check;
	read_all(argv[1], again, &check);
	read_all(argv[1], again, &check);
	if (argc > 3) {
		int repetitions = atoi(argv[3]);
		double *times = malloc(repetitions * sizeof(double));
		for (int i = 0; i < repetitions; i++) {
			times[i] = read_all(argv[1], again, &check);
		}
		qsort(times, repetitions, sizeof(double), ascending);
		printf("%.3f\n", 1e3 * times[repetitions / 2]);
		return 0;
	}
	float version;
	fits_get_version(&version);
	printf("ready cfitsio %.3f\n", version);
	fflush(stdout);
	char line[256];
	while (fgets(line, sizeof line, stdin)) {
		double seconds = read_all(argv[1], again, &check);
		printf("%.9f %.17g\n", seconds, check);
		fflush(stdout);
	}
	return 0;
}
