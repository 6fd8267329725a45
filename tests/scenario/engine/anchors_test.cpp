// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints of the activity log, kept at the relay.
#include "tests/scenario/engine/person.h"

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using namespace sotto::test;

namespace {

const std::string kNode = "urn:x-sotto:audit:0";

struct Desk : World {
    Desk() : desk(*this, "desk") { desk.signIn(); }

    std::vector<std::string> kept()
    {
        std::vector<std::string> lines;
        const auto& nodes = relay.account(desk.address())->nodes;
        if (const auto node = nodes.find(kNode); node != nodes.end())
            for (const auto& [id, payload] : node->second.items)
                lines.push_back(payload.text);
        return lines;
    }

    Person desk;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("each checkpoint is kept at the relay once, for nobody else to read")
{
    Desk ward;
    for (const auto* line : {"first", "first", "second"}) {
        ward.desk.engine().keepAnchor(line);
        ward.settle();
    }
    CHECK(ward.kept() == Lines{"first", "second"});
    CHECK_FALSE(ward.relay.account(ward.desk.address())->nodes.at(kNode).open);
    QStringList fetched;
    QObject::connect(&ward.desk.engine(), &engine::Engine::anchorsFetched, &ward.desk.engine(),
                     [&](const QStringList& lines) { fetched = lines; });
    ward.desk.engine().fetchAnchors();
    ward.settle();
    CHECK(fetched == QStringList{QStringLiteral("first"), QStringLiteral("second")});
}

TEST_CASE("a checkpoint that is made without a connection is kept with the next one")
{
    Desk ward;
    ward.relay.unreachable = true;
    ward.relay.dropConnection(ward.desk.address());
    ward.settle();
    ward.desk.engine().keepAnchor("made offline");
    ward.settle();
    CHECK(ward.kept().empty());
    ward.relay.unreachable = false;
    ward.time.advance(std::chrono::minutes{2});
    ward.settle();
    CHECK(ward.kept() == Lines{"made offline"});
}
