// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A physician who may give orders, a nurse who may take them, and what each was told.

#include "core/crypto/random.h"
#include "tests/scenario/engine/outsider.h"
#include "tests/scenario/engine/wire.h"

#include <QFile>

#include <catch2/catch_test_macros.hpp>

namespace sotto::test {

inline const PatientTag kJane{"Jane Smith", "00-884471"};
inline constexpr auto kOrder = "Potassium chloride 20 mEq by mouth now";

inline RoleRules orderRoles()
{
    RoleRules rules{.inForce = true};
    rules.list.serial = 1;
    rules.list.roles["physician"].members = {*Jid::parseAccount("lee@clinic.example")};
    rules.list.roles["nurse"].members = {*Jid::parseAccount("kim@clinic.example")};
    rules.orders = {true, {"physician"}, {"nurse"}, true, std::chrono::minutes{60}};
    return rules;
}

/// A person at a workstation whose policy allows orders.
class OrderPerson : public Person {
public:
    OrderPerson(World& world, const std::string& name) : Person(world, name)
    {
        adjust = [this](engine::EngineSettings& settings) {
            settings.roles = roles;
            settings.fhirExport = fhirExport;
            settings.pinAllowed = true;
            settings.pinMaxAge = std::chrono::hours{8};
            settings.bootId = "first start";
            settings.files.recordSaving = [this](const Jid&, const LoggedMessage&,
                                                 const std::string& reason) -> Result<Done> {
                if (!recordsSaving)
                    return Error{Errc::Storage, "refused by the test"};
                reasons.push_back(reason);
                return Done{};
            };
            settings.recordMessages = [this](const Jid&, auto records) -> Result<Done> {
                log.insert(log.end(), records.begin(), records.end());
                return Done{};
            };
            if (more)
                more(settings);
        };
        begin();
    }

    /// A new engine, as restart() does, that tells us of orders.
    void begin(HandOver handOver = {})
    {
        restart(std::move(handOver));
        QObject::connect(&engine(), &Client::orderPrepared, &engine(),
                         [this](const OrderPrepared& one) { prepared = one; });
        QObject::connect(&engine(), &Client::orderAnswered, &engine(),
                         [this](const OrderAnswer& one) { answered = one.hindrance; });
    }

    OrderHindrance prepare(const Jid& to, const std::string& text = kOrder, About about = kJane)
    {
        engine().prepareOrder(conversationWith(to), QString::fromStdString(text), about);
        return prepared.hindrance;
    }

    OrderHindrance sign(std::string_view secret = kRelayPassword)
    {
        answered.reset();
        engine().signOrder(prepared.sheet.id, SecretBytes{viewOf(secret)});
        REQUIRE(answered);
        return *answered;
    }

    /// What stands in the file that was saved; empty: none was.
    QByteArray exported(MessageId id, const char* reason = "treatment")
    {
        problems.clear();
        const auto path = QString::fromStdString((folder() / crypto::uuidV4()).string());
        engine().exportOrder(id, path, QLatin1String(reason));
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
    }

    /// The order as it stands in that conversation.
    MessageSnapshot order(const Jid& with)
    {
        for (const auto& message : page(with))
            if (message.order)
                return message;
        FAIL("no order there");
        return {};
    }

    int acts(MessageAct act) const
    {
        return static_cast<int>(std::ranges::count(log, act, &MessageRecord::act));
    }

    RoleRules roles = orderRoles();
    bool fhirExport = true;
    bool recordsSaving = true;
    std::vector<std::string> reasons;  ///< in the activity log
    std::function<void(engine::EngineSettings&)> more;
    OrderPrepared prepared;
    std::optional<OrderHindrance> answered;
    std::vector<MessageRecord> log;
};

struct OrderWard : World {
    OrderWard() : lee(*this, "lee"), kim(*this, "kim")
    {
        for (auto* person : {&lee, &kim})
            person->signIn();
        lee.send(kim.address(), "hello");
        settle();
    }

    void give()
    {
        REQUIRE(lee.prepare(kim.address()) == OrderHindrance::None);
        REQUIRE(lee.sign() == OrderHindrance::None);
        settle();
    }

    MessageSnapshot atLee() { return lee.order(kim.address()); }

    MessageSnapshot atKim() { return kim.order(lee.address()); }

    void answer(Answer answer)
    {
        kim.engine().answer(atKim().id, answer);
        settle();
    }

    OrderPerson lee, kim;
};

}  // namespace sotto::test
