// SPDX-License-Identifier: GPL-3.0-or-later
// How a patient agreed to be contacted: from the patient's dialog, with the keyboard alone.
#include "tests/ui/support.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>

#include <catch2/catch_test_macros.hpp>

using namespace sotto;
using test::operator""_s;

namespace {

struct Desk : test::Talk {
    Desk() : test::Talk() { }

    void openPatient(const QString& name, const QString& number)
    {
        find<QWidget>("composer")->setFocus();
        press(Qt::Key_P, Qt::ControlModifier);
        patient = find<QDialog>("patientDialog");
        REQUIRE(patient);
        find<QLineEdit>("patientName")->setText(name);
        find<QLineEdit>("patientNumber")->setText(number);
    }

    void openConsents()
    {
        openPatient("Jane Smith"_s, "00-884471"_s);
        find<QAbstractButton>("patientConsents")->click();
        dialog = find<QDialog>("consentDialog");
        REQUIRE(dialog);
    }

    void key(Qt::Key key) const { QTest::keyClick(dialog->focusWidget(), key); }

    QString cell(int row, int column)
    {
        return find<QTableView>("consents")->model()->index(row, column).data().toString();
    }

    QString said() { return find<QLabel>("consentSaid")->text(); }

    void record(const QString& scope)
    {
        find<QLineEdit>("consentScope")->setText(scope);
        find<QAbstractButton>("consentRecord")->click();
    }

    QDialog* patient = nullptr;
    QDialog* dialog = nullptr;
};

}  // namespace

TEST_CASE("A consent is recorded and taken back with the keyboard alone")
{
    Desk d;
    d.openConsents();
    REQUIRE(d.dialog->focusWidget() == d.find<QLineEdit>("consentScope"));
    QTest::keyClicks(d.dialog->focusWidget(), "reminders to 555-0100"_s);
    d.key(Qt::Key_Return);
    const auto today = d.find<QDateEdit>("consentDay")->date().toString(Qt::ISODate);
    CHECK(d.consents.calls ==
          QStringList{"record text_message reminders to 555-0100 %1"_s.arg(today)});
    CHECK(d.said() == "Recorded."_s);
    auto* const table = d.find<QTableView>("consents");
    CHECK(table->isVisible());
    CHECK(d.cell(0, 0) == "reminders to 555-0100"_s);
    CHECK(d.cell(0, 1) == "Text message"_s);
    CHECK(d.cell(0, 5) == "stands"_s);
    CHECK(d.find<QLineEdit>("consentScope")->text().isEmpty());

    for (int i = 0; i < 9 && d.dialog->focusWidget() != d.find("consentRevoke"); ++i)
        d.key(Qt::Key_Tab);
    REQUIRE(d.dialog->focusWidget() == d.find("consentRevoke"));
    d.key(Qt::Key_Space);
    CHECK(d.consents.calls.last() == "revoke 1"_s);
    CHECK(d.cell(0, 5).startsWith("taken back"_s));
    CHECK_FALSE(d.find("consentRevoke")->isEnabled());  // once is enough
    d.key(Qt::Key_Escape);
    CHECK_FALSE(d.dialog->isVisible());
}

TEST_CASE("The patient's dialog says how they agreed, and asks for name and number first")
{
    Desk d;
    Consent known;
    known.name = "Jane Smith";
    known.number = "00-884471";
    known.channel = ContactChannel::Email;
    known.scope = "results";
    known.agreedOn = "2026-11-02";
    d.consents.all << d.consents.shown(known);
    d.openPatient({}, "00-884471"_s);
    auto* const agreed = d.find<QLabel>("patientAgreed");
    CHECK(agreed->text() == "Outside Sotto: nothing is recorded."_s);
    Q_EMIT d.find<QLineEdit>("patientNumber")->editingFinished();
    CHECK(agreed->text() == "Outside Sotto, agreed: E-mail."_s);
    d.find<QAbstractButton>("patientConsents")->click();
    CHECK_FALSE(d.find<QDialog>("consentDialog"));
    CHECK(d.find<QLabel>("patientTrouble")->isVisible());
    CHECK(d.patient->focusWidget() == d.find("patientName"));
    d.find<QLineEdit>("patientName")->setText("Jane Smith"_s);
    d.find<QAbstractButton>("patientConsents")->click();
    d.dialog = d.find<QDialog>("consentDialog");
    REQUIRE(d.dialog);
    CHECK(d.consents.number == "00-884471"_s);
    d.find<QAbstractButton>("consentRevoke")->click();
    d.dialog->close();
    CHECK(agreed->text() == "Outside Sotto: nothing is recorded."_s);  // taken back meanwhile
}

TEST_CASE("What cannot be recorded says so, and what was typed stays")
{
    Desk d;
    d.openConsents();
    for (const auto code : {Errc::Storage, Errc::StorageFull, Errc::Denied, Errc::Malformed}) {
        d.consents.answer = Error{code, "played"};
        d.record("reminders"_s);
        CHECK(d.said().startsWith("Not done"_s));
        CHECK(d.find<QLineEdit>("consentScope")->text() == "reminders"_s);
        CHECK_FALSE(d.find<QTableView>("consents")->isVisible());
    }
}

TEST_CASE("Where the clinic keeps no register, none is offered")
{
    Desk d;
    d.consents.kept = false;
    d.openPatient("Jane Smith"_s, "00-884471"_s);
    CHECK_FALSE(d.find("patientConsents")->isVisible());
}

TEST_CASE("The register leaves as a file, for a reason where policy asks for one")
{
    Desk d;
    d.openConsents();
    d.find<QAbstractButton>("consentSave")->click();
    CHECK_FALSE(d.find<QFileDialog>("saveConsents"));  // the reason first
    d.consents.wantsReason = false;
    d.find<QAbstractButton>("consentSave")->click();
    auto* const file = d.find<QFileDialog>("saveConsents");
    REQUIRE(file);
    Q_EMIT file->fileSelected("/tmp/consents.csv"_s);
    CHECK(d.consents.calls.last() == "save /tmp/consents.csv "_s);
    CHECK(d.said() == "Saved."_s);
}

TEST_CASE("Foreign text in the register is plain text")
{
    Desk d;
    Consent hostile;
    hostile.name = "<b>Jane</b>";
    hostile.number = "00-884471";
    hostile.scope = "<img src=file:///etc/passwd>\u202Egnp";
    hostile.agreedOn = "2026-11-02";
    d.consents.all << d.consents.shown(hostile);
    d.openConsents();
    CHECK(d.cell(0, 0).startsWith("<img"_s));
    CHECK_FALSE(d.cell(0, 0).contains(QChar(0x202E)));
}
