#!/usr/bin/env python3
"""Makes the tables in data/ from the packages that carry the originals.

    python3 tools/make-tables.py VEGA SKLEARN [OUT]

VEGA     the folder `data` of the npm package vega-datasets 3.2.1
         (`npm pack vega-datasets@3.2.1`, unpack, then package/data)
SKLEARN  the folder `sklearn/datasets/data` of scikit-learn 1.2.1, as Debian 12 packages it
         (`apt-get download python3-sklearn`, `dpkg -x`); later versions carry the same numbers
OUT      where to write, by default the folder data beside this script's own folder

Needs Python 3.9 or later and nothing else. The same input gives the same bytes.
What every table holds, and under which licence, stands in data/README.md.
"""

import csv
import gzip
import io
import json
import os
import sys

IRIS = ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm"]

WINE = [
    "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
    "nonflavanoid_phenols", "proanthocyanins", "colour_intensity", "hue",
    "od280_od315_of_diluted_wines", "proline",
]

CELL = [
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
    "concave_points", "symmetry", "fractal_dimension",
]
BREAST_CANCER = [f"{kind}_{name}" for kind in ("mean", "error", "worst") for name in CELL]

PENGUINS = {
    "Species": "species", "Island": "island", "Beak Length (mm)": "beak_length_mm",
    "Beak Depth (mm)": "beak_depth_mm", "Flipper Length (mm)": "flipper_length_mm",
    "Body Mass (g)": "body_mass_g", "Sex": "sex",
}

CARS = {
    "Name": "name", "Miles_per_Gallon": "miles_per_gallon", "Cylinders": "cylinders",
    "Displacement": "displacement", "Horsepower": "horsepower", "Weight_in_lbs": "weight_lb",
    "Acceleration": "acceleration", "Year": "year", "Origin": "origin",
}


def from_json(path, columns):
    """Header and rows of a JSON array of objects; null becomes the empty field."""
    with open(path, encoding="utf-8") as file:
        records = json.load(file)
    rows = [["" if record[key] is None else str(record[key]) for key in columns] for record in records]
    return list(columns.values()), rows


def penguins(vega):
    header, rows = from_json(os.path.join(vega, "penguins.json"), PENGUINS)
    sex = header.index("sex")
    for row in rows:
        if row[sex] == ".":  # one bird whose sex was written as a full stop: unknown
            row[sex] = ""
    return header, rows


def cars(vega):
    header, rows = from_json(os.path.join(vega, "cars.json"), CARS)
    year = header.index("year")
    for row in rows:
        if not row[year].endswith("-01-01"):
            raise SystemExit(f"cars: expected the first of January, found {row[year]}")
        row[year] = row[year][:4]  # the month and the day are always the first of January
    return header, rows


def from_sklearn(path, features, target):
    """Header and rows of a scikit-learn table, whose first line counts rows and names classes."""
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    count, width, *classes = lines[0]
    rows = [line[:-1] + [classes[int(line[-1])]] for line in lines[1:]]
    if int(count) != len(rows) or int(width) != len(features):
        raise SystemExit(f"{path}: announces {count} x {width}, holds {len(rows)} x {len(features)}")
    return features + [target], rows


def digits(sklearn):
    with gzip.open(os.path.join(sklearn, "digits.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        rows = [[str(int(float(value))) for value in line] for line in csv.reader(file)]
    return [f"pixel_{row}_{column}" for row in range(8) for column in range(8)] + ["digit"], rows


def write(folder, name, table, expected_rows):
    header, rows = table
    if len(rows) != expected_rows or any(len(row) != len(header) for row in rows):
        raise SystemExit(f"{name}: expected {expected_rows} rows of {len(header)}, found {len(rows)}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text.getvalue())
    print(f"{path}: {len(rows)} rows, {len(header)} columns")


def main():
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    vega, sklearn = sys.argv[1:3]
    here = os.path.dirname(os.path.abspath(__file__))
    out = sys.argv[3] if len(sys.argv) == 4 else os.path.join(here, "..", "data")
    write(out, "penguins.csv", penguins(vega), 344)
    write(out, "cars.csv", cars(vega), 406)
    write(out, "iris.csv", from_sklearn(os.path.join(sklearn, "iris.csv"), IRIS, "species"), 150)
    write(out, "wine.csv", from_sklearn(os.path.join(sklearn, "wine_data.csv"), WINE, "class"), 178)
    write(
        out,
        "breast-cancer.csv",
        from_sklearn(os.path.join(sklearn, "breast_cancer.csv"), BREAST_CANCER, "diagnosis"),
        569,
    )
    write(out, "digits.csv", digits(sklearn), 1797)


if __name__ == "__main__":
    main()
