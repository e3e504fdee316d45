"""What the invented projects of the demo zone say of themselves agrees: plan, start, reports."""

from sqlmodel import col, select

from app.models.project import Progress, Project, StageEvent


def test_no_invented_start_is_measured_against_a_plan_to_resume(rows):
    chains = select(StageEvent.project_id).where(col(StageEvent.stage) == "winter_break")
    again = rows.exec(select(Project).where(Project.is_synthetic, col(Project.id).in_(chains))).all()
    assert again
    assert {(row.baseline_start_on, row.planned_start_on is None) for row in again} == {(None, False)}


def test_what_is_called_updated_was_reported(zone, rows):
    told = set(rows.exec(select(Progress.project_id)))
    updated = rows.exec(select(Project).where(Project.is_synthetic, col(Project.updated_at).is_not(None))).all()
    assert {row.id for row in updated} <= told
    page = zone("leader").get("/projects/52").text
    assert "还没有报过进度" not in page
    assert "347" not in page
