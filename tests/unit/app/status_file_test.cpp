// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/status_file.h"
#include "tests/support/fake_client.h"
#include "tests/support/manual_time.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

using namespace sotto;
using namespace sotto::app;
using namespace std::chrono_literals;

namespace {

struct Monitored {
    Monitored() { status.follow(client); }

    std::string text() const
    {
        std::ifstream in(file);
        std::stringstream all;
        all << in.rdbuf();
        return all.str();
    }

    bool says(const std::string& line) const
    {
        return text().find(line + "\n") != std::string::npos;
    }

    void become(SignInStage::Step step)
    {
        SignInStage stage;
        stage.step = step;
        stage.address = QStringLiteral("kim@clinic.example");
        Q_EMIT client.stageChanged(stage);
    }

    QTemporaryDir folder;
    std::filesystem::path file = std::filesystem::path{folder.path().toStdString()} / "status.17";
    bool isAllowed = true;
    test::ManualTime time;
    test::FakeClient client;
    StatusFile status{file, [this] { return isAllowed; }, Time{time, time}};
};

}  // namespace

TEST_CASE("the status file has numbers and no name", "[app][status]")
{
    Monitored s;
    s.become(SignInStage::Step::Open);
    CHECK(s.text().starts_with("sotto-status 1\nat-ms "));
    CHECK(s.says("state open"));
    CHECK(s.says("online 0"));
    CHECK(s.says("stored 0"));
    s.status.addStored(250);
    s.status.addStored(3);
    Q_EMIT s.client.connectionChanged(Connection::CatchingUp);
    s.time.advance(1s);
    CHECK(s.says("online 1"));
    CHECK(s.says("caught-up 0"));
    CHECK(s.says("stored 253"));
    Q_EMIT s.client.connectionChanged(Connection::Online);
    s.time.advance(1s);
    CHECK(s.says("caught-up 1"));
    CHECK(s.text().find("kim") == std::string::npos);
}

TEST_CASE("the status file is written once a second at most, and each minute", "[app][status]")
{
    Monitored s;
    s.status.addStored(1);
    CHECK(s.says("stored 1"));
    s.status.addStored(1);
    s.time.advance(900ms);
    s.status.addStored(1);
    CHECK(s.says("stored 1"));
    s.time.advance(100ms);
    CHECK(s.says("stored 3"));

    const auto before = s.text();
    s.time.advance(59s);
    CHECK(s.text() == before);
    s.time.advance(1s);
    CHECK(s.text() != before);  // its time
}

TEST_CASE("what waits counts while the session is locked", "[app][status]")
{
    Monitored s;
    s.become(SignInStage::Step::Unlock);
    Q_EMIT s.client.waitingChanged(4, 1);
    s.time.advance(1s);
    CHECK(s.says("state locked"));
    CHECK(s.says("waiting 4"));
    s.become(SignInStage::Step::Open);
    s.time.advance(1s);
    CHECK(s.says("waiting 0"));
}

TEST_CASE("there is a status file only while policy allows it", "[app][status]")
{
    Monitored s;
    s.isAllowed = false;
    s.status.addStored(1);
    CHECK_FALSE(std::filesystem::exists(s.file));
    s.isAllowed = true;
    s.time.advance(1s);
    s.status.refresh();
    CHECK(s.says("stored 1"));
    s.isAllowed = false;
    s.time.advance(1s);
    s.status.refresh();
    CHECK_FALSE(std::filesystem::exists(s.file));
}

TEST_CASE("a session that ends takes its status file along, and only its own", "[app][status]")
{
    Monitored s;
    std::ofstream{s.file} << "somebody else's";
    s.status.remove();
    CHECK(std::filesystem::exists(s.file));
    s.status.addStored(1);
    s.status.remove();
    CHECK_FALSE(std::filesystem::exists(s.file));
}

TEST_CASE("a folder that is not there is no reason to stop", "[app][status]")
{
    Monitored s;
    s.folder.remove();
    s.status.addStored(1);
    s.time.advance(1s);
    CHECK_FALSE(std::filesystem::exists(s.file));
}
