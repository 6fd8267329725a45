// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fault/core/two_desks.h"

#include <QDir>

namespace sotto::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

QString folderTemplate()
{
    const auto inMemory = QStringLiteral("/dev/shm");
    const auto base = fs::exists(inMemory.toStdString()) ? inMemory : QDir::tempPath();
    return base + QStringLiteral("/sotto-fault-XXXXXX");
}

}  // namespace

TwoDesks::TwoDesks()
    : relay(time.time()),
      m_folder(folderTemplate()),
      stations{makeStation("desk", "lee"), makeStation("lee", "desk")}
{
    fs::current_path(m_folder.path().toStdString());
    relay.onMessage = [this](const xmpp::Element& message) {
        watch.take(message);
        return FakeRelay::Fate::Pass;
    };
    for (auto& station : stations)
        boot(station);
}

Workstation TwoDesks::makeStation(const std::string& name, const std::string& peer)
{
    auto& account = relay.addAccount(name);
    account.tokens.emplace_back(kFaultToken);
    return {{fs::path{name}, account.address, *Jid::parseAccount(peer + "@" + kRelayDomain),
             [this] { return relay.makeTransport(); }},
            nullptr};
}

bool TwoDesks::boot(Workstation& station)
{
    station.desk.reset();
    settle();
    auto opened = Desk::open(station.settings, time.time());
    if (!opened)
        return false;
    station.desk = *std::move(opened);
    settle();
    return true;
}

bool TwoDesks::cutAndBoot(Workstation& station, std::uint32_t seed)
{
    const auto folder = vaultOf(station);
    disk.cutPower(folder);
    station.desk.reset();
    disk.restorePower(folder, seed);
    return boot(station);
}

std::string TwoDesks::finish()
{
    disk.onCall = {};
    for (auto& station : stations)
        if (!boot(station))
            return "a vault cannot be opened";
    for (int minutes = 0; minutes < 120; ++minutes) {
        time.advance(1min);
        if (stations[0].desk->isQuiet() && stations[1].desk->isQuiet())
            break;
    }
    std::string problems;
    for (std::size_t index = 0; index < stations.size(); ++index) {
        auto& sender = *stations[index].desk;
        auto& recipient = *stations[1 - index].desk;
        const auto verdict = judge(sender.messages(), recipient.messages());
        if (!verdict.isGood() || !sender.isQuiet())
            problems += stations[index].settings.self.local() + ": " + verdict.toString() +
                (sender.isQuiet() ? "" : ", not quiet") + "; ";
    }
    if (watch.reused() > 0)
        problems += "message keys used twice: " + std::to_string(watch.reused());
    return problems;
}

void TwoDesks::moveTo(const std::filesystem::path& folder)
{
    const fs::path old{m_folder.path().toStdString()};
    for (const auto& entry : fs::recursive_directory_iterator{old}) {
        const auto copy = folder / fs::relative(entry.path(), old);
        if (entry.is_directory())
            fs::create_directories(copy);
        else if (entry.path().filename() == "ballast")  // eight megabytes that nobody writes
            fs::create_hard_link(entry.path(), copy);
        else
            fs::copy_file(entry.path(), copy);
    }
    disk.redirect(old.string(), folder.string());
    fs::current_path(folder);
    m_folder.setAutoRemove(false);  // the parent's
}

}  // namespace sotto::test
