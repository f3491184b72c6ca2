"""What a provider says is held against the settings: its name, whom it is for, how old it is."""

from __future__ import annotations

import pytest

from geo_csp.pages.identity import CLOCKS_DIFFER_S, Provider, SignInError, identity_of

NOW = 1_800_000_000.0
PROVIDER = Provider("https://a.example", "geo-csp", 8 * 3600)
CLAIMS = {
    "iss": "https://a.example",
    "aud": "geo-csp",
    "sub": "ann",
    "iat": NOW - 60,
    "exp": NOW + 3600,
}


def test_whoever_the_provider_vouches_for_is_known_by_subject():
    known = identity_of(CLAIMS, PROVIDER, NOW)
    assert (known.subject, known.until) == ("ann", NOW + 3600)


def test_the_provider_may_name_several_services():
    assert identity_of({**CLAIMS, "aud": ["other", "geo-csp"]}, PROVIDER, NOW).subject == "ann"


def test_an_identity_is_never_taken_for_longer_than_the_profile_says():
    long = {**CLAIMS, "exp": NOW + 30 * 24 * 3600}
    assert identity_of(long, PROVIDER, NOW).until == NOW - 60 + 8 * 3600


@pytest.mark.parametrize("name", ["iss", "sub", "aud", "iat", "exp"])
@pytest.mark.parametrize("empty", [None, "", "left out"])
def test_a_claim_that_is_missing_is_named(name, empty):
    claims = {**CLAIMS, name: empty}
    if empty == "left out":
        del claims[name]
    with pytest.raises(SignInError, match=f'does not say "{name}"'):
        identity_of(claims, PROVIDER, NOW)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"iss": "https://b.example"}, "takes the word of https://a.example only"),
        ({"iss": "https://a.example/"}, "takes the word of https://a.example only"),
        ({"aud": "other"}, "made for another service"),
        ({"aud": ["other"]}, "made for another service"),
        ({"exp": NOW}, "expired"),
        ({"exp": NOW - 1}, "expired"),
        ({"iat": NOW - 8 * 3600}, "expired"),
        ({"iat": NOW + CLOCKS_DIFFER_S + 1}, "from the future"),
        ({"exp": "tomorrow"}, "no numbers"),
        ({"exp": True}, "no numbers"),
        ({"exp": float("nan")}, "no numbers"),
        ({"iat": float("nan"), "exp": float("inf")}, "no numbers"),
        ({"sub": 7}, "is no text"),
    ],
)
def test_what_is_not_in_order_is_refused_in_words(changed, words):
    with pytest.raises(SignInError, match=words):
        identity_of({**CLAIMS, **changed}, PROVIDER, NOW)
