from summarizer.clients.local.manifest import default_model


def test_the_parts_of_the_default_model_add_up_to_its_file() -> None:
    model = default_model()
    last = len(model.parts) - 1
    assert model.part_end(last) == model.size
    assert 0 < model.size - model.part_end(last - 1) <= model.part_size


def test_the_default_model_is_pinned() -> None:
    model = default_model()
    assert len(model.sha256) == 64
    assert all("==" in part for part in model.parts)
    assert model.licence == "Apache-2.0"
