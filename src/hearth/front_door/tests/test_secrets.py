from hearth.front_door.secrets import WORDS, hashed, new_way_back


class TestNewWayBack:
    def test_is_three_words_and_a_number_and_a_long_token(self):
        way_back = new_way_back()

        *words, number = way_back.code.split("-")
        assert len(words) == 3
        assert set(words) <= set(WORDS)
        assert 10 <= int(number) <= 99
        assert len(way_back.token) >= 43

    def test_is_never_the_same_twice(self):
        assert len({new_way_back().token for _ in range(50)}) == 50


class TestHashed:
    def test_forgives_how_a_code_is_typed(self):
        assert hashed("otter-lamp-fern-42") == hashed("  Otter lamp FERN 42 ") == hashed("otter--lamp fern-42")

    def test_forgives_nothing_in_a_token(self):
        token = "a" * 43

        assert hashed(token) != hashed(token.upper())
