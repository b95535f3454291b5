"""The campaign end to end: package, platform and mock Twilio together."""

from __future__ import annotations

import dataclasses
from typing import Final

import pytest

from sfsim.sim.bundled import recipients_file, tenant_source
from sfsim.sim.campaign import Campaign, CampaignReport
from sfsim.sim.recipients import Recipient, make_recipients, read_recipients

CALLOUTS_PER_JOB_MAX: Final = 95


@pytest.fixture(scope="module")
def thousand() -> CampaignReport:
    """A campaign to the 1,000 recipients of the file."""
    return Campaign(read_recipients(recipients_file())).run()


def test_every_message_is_sent(thousand: CampaignReport) -> None:
    assert thousand.statuses == (("queued", 1000),)
    assert thousand.sent == 1000
    assert thousand.errors == ()


def test_twilio_has_every_message_once(thousand: CampaignReport) -> None:
    assert thousand.at_twilio == 1000


def test_one_insert_leads_to_a_chain_of_eleven_jobs(thousand: CampaignReport) -> None:
    assert thousand.inserts == 1
    assert [job.callouts for job in thousand.jobs] == [95] * 10 + [50]
    assert all(job.succeeded for job in thousand.jobs)


def test_no_transaction_passes_a_limit(thousand: CampaignReport) -> None:
    assert all(0 < peak.share <= 1 for peak in thousand.peaks)
    assert max(job.callouts for job in thousand.jobs) <= CALLOUTS_PER_JOB_MAX


def test_the_closest_limit_comes_first(thousand: CampaignReport) -> None:
    shares = [peak.share for peak in thousand.peaks]
    assert shares == sorted(shares, reverse=True)


def test_time_passes_with_every_callout(thousand: CampaignReport) -> None:
    assert thousand.simulated.total_seconds() == pytest.approx(1000 * 0.05)


def test_one_seed_gives_one_run() -> None:
    def run() -> CampaignReport:
        return Campaign(make_recipients(120, 5), seed=5).run()

    assert run() == run()


def test_another_seed_gives_another_run() -> None:
    recipients = make_recipients(3, 0)
    runs = {Campaign(recipients, seed=seed).run().fingerprint for seed in range(3)}
    assert len(runs) == 3


@pytest.mark.parametrize("count", [1, 95, 96, 200, 201])
def test_nothing_is_lost_at_the_edges(count: int) -> None:
    report = Campaign(make_recipients(count, 0)).run()
    assert (report.sent, report.at_twilio) == (count, count)
    assert len(report.jobs) == -(-count // CALLOUTS_PER_JOB_MAX)


def test_a_refused_number_fails_alone() -> None:
    recipients = [*make_recipients(3, 0), Recipient("No", "Body", "12345")]
    report = Campaign(recipients).run()
    assert report.statuses == (("queued", 3), ("failed", 1))
    assert report.errors == (("'To' number cannot be a Short Code: 12345", 1),)


def test_what_a_tenants_trigger_masked_is_what_is_sent() -> None:
    recipients = [Recipient("4111111111111111", "Card", "+12125550000")]
    campaign = Campaign(recipients, tenant=[tenant_source("masking")])
    assert campaign.run().sent == 1
    (account,) = campaign.twilio.accounts.values()
    (message,) = campaign.twilio.messages(account)
    assert message.body.startswith("Hello xxxx1111, ")


def test_progress_counts_to_the_end() -> None:
    seen: list[tuple[str, int, int]] = []
    Campaign(make_recipients(100, 0)).run(lambda *step: seen.append(step))
    assert seen[0] == ("inserted", 100, 100)
    assert seen[-1] == ("sent", 100, 100)


@pytest.mark.slow
def test_more_than_a_transaction_holds_takes_several() -> None:
    report = Campaign(make_recipients(10_001, 0)).run()
    assert (report.inserts, report.sent) == (2, 10_001)


def test_a_report_is_a_value(thousand: CampaignReport) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        thousand.sent = 0  # type: ignore[misc]  # that it is refused is the point
