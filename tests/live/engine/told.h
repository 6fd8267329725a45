// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/live/engine/live_person.h"
#include "ui/error_text.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/catch_tostring.hpp>

#include <string>

/// Its place in core/api/problem.h.
template <>
struct Catch::StringMaker<sotto::ProblemKind> {
    static std::string convert(sotto::ProblemKind kind)
    {
        return "problem " + std::to_string(static_cast<int>(kind));
    }
};

/// A case that needs a relay gets one as `relay`, or is skipped.
#define NEED_RELAY()                                                                               \
    auto* relay = LiveRelay::instance();                                                           \
    if (!relay)                                                                                    \
    SKIP("the Debian package prosody is not installed")

namespace sotto::test {

/// The person is told of it `times` times by now, each time in three sentences.
inline bool told(LivePerson& person, ProblemKind kind, int times = 1)
{
    if (!LiveSession::wait([&] { return person.count(kind) >= times; }))
        return false;
    const auto text = ui::errorText(person.lastProblem);
    return person.lastProblem.kind == kind && person.count(kind) == times &&
        !text.happened.isEmpty() && !text.safe.isEmpty() && !text.next.isEmpty();
}

/// What a person left in the vault before something went wrong.
struct Kept {
    ConversationId conversation{};
    std::string message = "Left before it went wrong";
    QString draft = QStringLiteral("half a senten");

    /// To somebody who never signed in, so it stays queued; the person is told that, too.
    static Kept make(LivePerson& person)
    {
        Kept kept;
        kept.conversation = person.start(QStringLiteral("nobody@riverside.example"));
        person.engine().sendText(kept.conversation, QString::fromStdString(kept.message),
                                 Urgency::Fyi);
        LiveSession::wait([&] { return person.count(ProblemKind::SendRefused) > 0; });
        person.engine().saveDraft(kept.conversation, kept.draft, {});
        person.problems.clear();
        return kept;
    }

    bool isThere(LivePerson& person) const
    {
        person.draft.clear();
        person.engine().openConversation(conversation);
        return LiveSession::wait([&] { return person.message(message) != nullptr; }) &&
            person.draft == draft;
    }
};

/// After a lock the password alone opens the vault, and what was left is in it.
inline void requireOpensAgain(LivePerson& person, const Kept& kept)
{
    REQUIRE(person.waitOnline());
    person.restart(person.lock());
    REQUIRE(person.waitOnline());
    person.submitPassword();
    REQUIRE(person.waitFor(SignInStage::Step::Open));
    CHECK(kept.isThere(person));
}

}  // namespace sotto::test
