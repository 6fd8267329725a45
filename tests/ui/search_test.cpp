// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support.h"
#include "ui/message_view.h"
#include "ui/search_model.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>

#include <catch2/catch_test_macros.hpp>

#include <limits>

using namespace sotto;
using namespace sotto::test;

namespace {

SearchHit hit(SearchHit::Kind kind, const char* title, const char* line, std::int64_t message)
{
    SearchHit out;
    out.kind = kind;
    out.address = QStringLiteral("lee@clinic.example");
    out.title = name(title);
    out.line = body(line);
    out.conversation = ConversationId{1};
    out.message = MessageId{message};
    out.sentAtMs = kNowMs - 3 * kMinuteMs;
    return out;
}

struct Search : Session {
    Search()
    {
        open();
        press(Qt::Key_K, Qt::ControlModifier);
    }

    void answer(const QList<SearchHit>& hits, bool hasMore = false)
    {
        SearchPage page;
        page.ticket = client.lastTicket;
        page.hits = hits;
        page.hasMore = hasMore;
        Q_EMIT client.searchAnswered(page);
    }

    QListView* results() { return find<QListView>("searchResults"); }

    QString text(const char* of) { return find<QLabel>(of)->text(); }

    QString title() { return text("searchState"); }
};

const QList<SearchHit> kHits{hit(SearchHit::Kind::Person, "Dr Lee Sample", "", 0),
                             hit(SearchHit::Kind::Message, "Dr Lee Sample", "Potassium 6.1", 7),
                             hit(SearchHit::Kind::File, "Ward 4", "potassium.pdf", 8)};

}  // namespace

TEST_CASE("Ctrl+K shows what can be typed, and results come as it is typed")
{
    Search s;
    CHECK(s.window.focusWidget() == s.find("search"));
    CHECK(s.results()->isHidden());
    CHECK(s.find("searchFilters")->isVisible());
    CHECK(s.text("searchFilters").contains("from:lee"_s));
    s.type("pot"_s);
    CHECK(s.client.calls.filter("search "_s).last() == "search pot"_s);
    CHECK(s.client.calls.filter("search "_s).contains("search po"_s));
    CHECK(s.title() == "Looking…"_s);
    s.answer(kHits);
    CHECK(s.results()->isVisible());
    REQUIRE(s.results()->model()->rowCount() == 5);  // with two headings
    s.answer({});
    CHECK(s.title() == "Nothing found"_s);
    CHECK(s.find("searchFilters")->isVisible());
}

TEST_CASE("What answers an earlier search is not shown")
{
    Search s;
    s.type("pot"_s);
    SearchPage late;
    late.ticket = s.client.lastTicket - 1;
    late.hits = kHits;
    Q_EMIT s.client.searchAnswered(late);
    CHECK(s.results()->model()->rowCount() == 0);
}

TEST_CASE("A hit is reached and opened by the keyboard alone, at its message")
{
    Search s;
    s.type("pot"_s);
    s.answer(kHits);
    s.press(Qt::Key_Down);
    CHECK(s.window.focusWidget() == s.results());
    CHECK(s.results()->currentIndex().row() == 1);  // below the heading
    s.press(Qt::Key_Down);
    CHECK(s.results()->currentIndex().row() == 3);  // over the next one
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.filter("around"_s).last() == "around 7 in 1"_s);
    CHECK(s.window.focusWidget() == s.find("messageList"));
    s.press(Qt::Key_K, Qt::ControlModifier);
    s.press(Qt::Key_Down);
    s.press(Qt::Key_Escape);
    CHECK(s.window.focusWidget() == s.find("search"));
    s.press(Qt::Key_Escape);
    CHECK(s.find<QLineEdit>("search")->text().isEmpty());
    CHECK_FALSE(s.find("search.pane")->isVisible());
    CHECK(s.client.calls.filter("search "_s).last() == "search "_s);  // forgotten there, too
}

TEST_CASE("Ctrl+K looks in everything, also from the directory")
{
    Search s;
    s.press(Qt::Key_3, Qt::AltModifier);
    s.press(Qt::Key_K, Qt::ControlModifier);
    s.type("pot"_s);
    CHECK(s.find("search.pane")->isVisible());
    CHECK(s.client.calls.filter("search "_s).last() == "search pot"_s);
}

TEST_CASE("A person who was found is written to")
{
    Search s;
    s.type("lee"_s);
    auto person = kHits[0];
    person.conversation = {};
    s.answer({person});
    s.press(Qt::Key_Return);
    s.press(Qt::Key_Return);
    CHECK(s.client.calls.contains("start lee@clinic.example"_s));
}

TEST_CASE("Rows say to assistive technology what they are")
{
    ManualTime time;
    ui::SearchModel model(time.time().clock);
    SearchPage page;
    auto urgent = kHits[1];
    urgent.urgency = Urgency::Stat;
    urgent.outgoing = true;
    page.hits = {kHits[0], urgent, kHits[2]};
    model.add(page);
    const auto spoken = [&](int row) {
        return model.index(row).data(Qt::AccessibleTextRole).toString();
    };
    CHECK(spoken(0) == "People and teams"_s);
    CHECK(spoken(1) == "Person: Dr Lee Sample"_s);
    CHECK(spoken(2) == "Messages and files"_s);
    CHECK(spoken(3).startsWith("Message, Dr Lee Sample, You, STAT, "_s));
    CHECK(spoken(3).endsWith(": Potassium 6.1"_s));
    CHECK(spoken(4).startsWith("File, Ward 4, "_s));
    CHECK_FALSE(model.index(0).flags() & Qt::ItemIsEnabled);
}

TEST_CASE("More is asked for at the end of the list, once")
{
    Search s;
    s.type("pot"_s);
    QList<SearchHit> many;
    for (int i = 0; i < 50; ++i)
        many << hit(SearchHit::Kind::Message, "Ward 4", "potassium", 100 - i);
    s.answer(many, true);
    s.results()->verticalScrollBar()->setValue(s.results()->verticalScrollBar()->maximum());
    QCoreApplication::processEvents();
    CHECK(s.client.calls.filter("search older"_s).size() <= 1);
    SearchPage more;
    more.ticket = s.client.lastTicket;
    more.isFirst = false;
    more.hits = {hit(SearchHit::Kind::Message, "Ward 4", "the last", 1)};
    Q_EMIT s.client.searchAnswered(more);
    CHECK(s.results()->model()->rowCount() == 52);
}

TEST_CASE("The search says how far it reaches, and the index can be made anew and paused")
{
    Search s;
    CHECK(s.client.calls.contains("index 0"_s));
    SearchCoverage whole;
    whole.oldestMs = kNowMs - 89LL * 24 * 60 * kMinuteMs;
    Q_EMIT s.client.searchCoverageChanged(whole);
    CHECK(s.text("searchCoverage").startsWith("Covers 90 days, since "_s));
    CHECK(s.find("searchIndex")->isHidden());

    s.press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(s.client.calls.contains("index 1"_s));
    auto running = whole;
    running.indexedFromMs = kNowMs - 20LL * 24 * 60 * kMinuteMs;
    running.percent = 40;
    running.isRunning = true;
    Q_EMIT s.client.searchCoverageChanged(running);
    CHECK(s.text("searchCoverage").startsWith("Indexing (40 %): back to "_s));
    auto* const button = s.find<QPushButton>("searchIndex");
    CHECK(button->text() == "Pause"_s);
    button->click();
    CHECK(s.client.calls.contains("index 2"_s));
    running.isRunning = false;
    Q_EMIT s.client.searchCoverageChanged(running);
    CHECK(button->text() == "Go on"_s);
    button->click();
    CHECK(s.client.calls.contains("index 3"_s));
}

TEST_CASE("A lock leaves nothing of a search")
{
    Search s;
    s.type("pot"_s);
    s.answer(kHits);
    Q_EMIT s.client.locked();
    CHECK(s.results()->model()->rowCount() == 0);
    CHECK(s.client.calls.filter("search "_s).last() == "search "_s);
}

TEST_CASE("Filters that are not understood are named")
{
    Search s;
    s.type("before:soon"_s);
    SearchPage page;
    page.ticket = s.client.lastTicket;
    page.unclear = QStringList{"before:soon"_s};
    Q_EMIT s.client.searchAnswered(page);
    CHECK(s.find("searchUnclear")->isVisible());
    CHECK(s.text("searchUnclear").contains("before:soon"_s));
}

TEST_CASE("A jump past unread messages marks none of them as read before they were seen")
{
    Talk talk;
    auto* const view = talk.find<ui::MessageView>("messageList");
    QList<MessageSnapshot> around;
    for (int i = 0; i < 60; ++i) {
        around << textMessage(1000 + i, false, "words", 100 - i);
        around.last().unread = i >= 10;
    }
    talk.client.calls.clear();
    Q_EMIT talk.client.aroundLoaded(ConversationId{1}, MessageId{1059}, around, true, false);
    REQUIRE(view->isAtEnd());
    CHECK_FALSE(talk.client.calls.contains("read 1"_s));
    view->scrollTo(view->model()->index(10, 0));  // the first of them is on the screen now
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    CHECK(talk.client.calls.contains("read 1"_s));
}

TEST_CASE("Around a message that was found, older and newer ones load, and the way back is shown")
{
    Talk talk;
    auto* const view = talk.find<ui::MessageView>("messageList");
    QList<MessageSnapshot> around;
    for (int i = 0; i < 60; ++i)
        around << textMessage(1000 + i, i % 2 == 0, "words of a long time ago", 5000 - i);
    Q_EMIT talk.client.aroundLoaded(ConversationId{1}, MessageId{1030}, around, true, true);
    CHECK(view->currentIndex().row() == 30);
    CHECK(view->viewport()->rect().intersects(view->visualRect(view->currentIndex())));
    CHECK_FALSE(view->isAtEnd());
    auto* const back = talk.find<QPushButton>("jumpToLatest");
    CHECK(back->isVisible());

    // What arrives meanwhile is told, not shown among what is old.
    auto arrived = textMessage(9000, false, "just now", 0);
    arrived.unread = true;
    Q_EMIT talk.client.messageChanged(arrived);
    Q_EMIT talk.client.messageChanged(arrived);  // its states change: it is one message
    Q_EMIT talk.client.messageChanged(textMessage(9001, true, "ours", 0));
    CHECK(view->model()->rowCount() == 60);
    CHECK(back->text() == "1 new"_s);

    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    CHECK(talk.client.calls.last() == "newer 1 after 1059"_s);
    CHECK(talk.client.calls.filter("read 1"_s).size() <= 1);  // not by the end of a middle page
    Q_EMIT talk.client.newerLoaded(ConversationId{1}, {textMessage(1060, false, "next", 4000)},
                                   true);
    CHECK(view->model()->rowCount() == 61);
    back->click();
    CHECK(talk.client.calls.last() ==
          "around %1 in 1"_s.arg(std::numeric_limits<std::int64_t>::max()));
    Q_EMIT talk.client.aroundLoaded(ConversationId{1},
                                    MessageId{std::numeric_limits<std::int64_t>::max()},
                                    sampleMessages(), true, false);
    CHECK(view->isAtEnd());
    CHECK(talk.client.calls.filter("draft"_s).isEmpty());
}
