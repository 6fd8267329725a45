// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A clinic with an archive (retention.archive_*), and two people at their workstations.

#include "tests/scenario/engine/person.h"

#include <set>

namespace sotto::test {

struct Archived : World {
    using Texts = std::vector<std::string>;

    explicit Archived(bool isRequired = false, bool hasArchive = true)
        : required(isRequired),
          archive(*this, "archive", "Record"),
          desk(*this, "desk"),
          lee(*this, "lee")
    {
        for (auto* person : {&archive, &desk, &lee}) {
            person->adjust = [this](engine::EngineSettings& settings) { setUp(settings); };
            person->restart();
        }
        if (hasArchive)
            archive.signIn();
        desk.signIn();
        lee.signIn();
    }

    void setUp(engine::EngineSettings& settings)
    {
        settings.archive.address = archive.address();
        settings.archive.required = required;
        settings.archive.keys = keys;
        settings.retention.localDays = 7;
        settings.recordMessages = [](const auto&...) -> Result<Done> { return Done{}; };
        settings.clinicName = "Riverside Clinic";
    }

    void say(Person& from, const Person& to, const std::string& text)
    {
        from.send(to.address(), text);
        settle();
    }

    /// What the archive has got from that person's clients.
    Texts kept(const Person& by) { return archive.texts(by.address()); }

    bool required;
    std::set<Bytes> keys;
    Person archive, desk, lee;
};

}  // namespace sotto::test
