// The tests of this module stand in files named after what they test.
