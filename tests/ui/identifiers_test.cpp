// SPDX-License-Identifier: GPL-3.0-or-later
// Minimum necessary: a quiet word where a text may name a patient to somebody who treats nobody.
#include "tests/ui/support.h"
#include "ui/identifiers.h"
#include "ui/label.h"

#include <QPlainTextEdit>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using namespace sotto;
using test::operator""_s;
using ui::Identifier;

namespace {

struct Writing : test::Talk {
    Writing() : test::Talk({}, {}), composer(*find<QPlainTextEdit>("composer"))
    {
        composer.setFocus();
    }

    void setRules(bool prompts, const QStringList& groups)
    {
        auto workstation = test::sampleWorkstation();
        workstation.promptsForPatients = prompts;
        workstation.treatingGroups = groups;
        Q_EMIT client.workstationChanged(workstation);
    }

    bool isAsked()
    {
        const auto labels = window.findChildren<ui::Label*>();
        return std::ranges::any_of(labels, [](const ui::Label* label) {
            return label->isVisible() && label->text().startsWith("This looks like"_s);
        });
    }

    QPlainTextEdit& composer;
};

}  // namespace

TEST_CASE("what names a patient is found in the ways in which people write it")
{
    struct Case {
        const char* text;
        Identifier expected;
    };

    const auto c = GENERATE(
        Case{"123-45-6789", Identifier::SocialSecurity}, Case{"MRN 4471", Identifier::RecordNumber},
        Case{"mrn: A-4471", Identifier::RecordNumber}, Case{"00123456", Identifier::RecordNumber},
        Case{"Expediente núm. 4471", Identifier::RecordNumber},
        Case{"nacida el 3 de mayo", Identifier::BirthDate}, Case{"DOB 3/4", Identifier::BirthDate},
        Case{"born 12 May 1961", Identifier::BirthDate}, Case{"05/12/1961", Identifier::BirthDate},
        Case{"1961-05-12", Identifier::BirthDate}, Case{"12.5.1961", Identifier::BirthDate},
        Case{"(555) 010-1234", Identifier::Phone}, Case{"555-010-1234", Identifier::Phone},
        Case{"", Identifier::None}, Case{"Room 4 is ready", Identifier::None},
        Case{"potassium 6.1 at 09:41", Identifier::None},
        Case{"on 11/30/2026 at 10", Identifier::None}, Case{"give 0.123456", Identifier::None},
        Case{"5,000 units, 120/80", Identifier::None}, Case{"newborn in room 4", Identifier::None});
    CAPTURE(c.text);
    CHECK(ui::identifierIn(QString::fromUtf8(c.text), 2026) == c.expected);
}

TEST_CASE("a text of the greatest length is looked through at once", "[hostile]")
{
    const auto text = QString(8 * 1024, u'1') + QString(8 * 1024, u'-');
    CHECK(ui::identifierIn(text, 2026) == Identifier::None);
}

TEST_CASE("who does not treat patients is asked about, and the message goes all the same")
{
    Writing writing;
    writing.setRules(true, {"Billing"_s});
    writing.type("MRN 4471"_s);
    CHECK(writing.isAsked());
    writing.press(Qt::Key_Return);
    CHECK(writing.client.calls.contains("send 1 [fyi] MRN 4471"_s));
    CHECK_FALSE(writing.isAsked());
}

TEST_CASE("nobody is asked where the other person treats patients, or the clinic does not want it")
{
    Writing writing;
    SECTION("does not want it")
    {
        writing.setRules(false, {});
    }
    SECTION("treats patients")
    {
        auto people = test::samplePeople();
        PersonSnapshot peer;
        peer.address = test::sampleConversations().front().address;
        peer.groups = {"Front Desk"_s, "Physicians"_s};
        people << peer;
        writing.setRules(true, {"physicians"_s});
        Q_EMIT writing.client.directoryChanged(people);
    }
    writing.type("MRN 4471"_s);
    CHECK_FALSE(writing.isAsked());
}
