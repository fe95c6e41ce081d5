// The lab page: wires its parts together.
