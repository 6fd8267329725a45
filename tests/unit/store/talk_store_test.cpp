// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/store/store_fixture.h"

using namespace sotto;
using namespace sotto::test;
using store::ReactionRow;

namespace {

using Signs = std::vector<std::string>;

struct Chat : OpenVault {
    Chat()
    {
        write([&] {
            conversation = must(stores.conversations.findOrCreate(surgeon(), 1));
            row = incoming(conversation, "o-1");
            row.id = must(stores.messages.add(row));
        });
    }

    bool set(const Jid& person, std::int64_t at, const Signs& emoji)
    {
        bool isNew = false;
        write([&] { isNew = must(talk.setReaction({row.id, person, at, emoji})); });
        return isNew;
    }

    std::optional<Signs> signs(const Jid& person)
    {
        const auto found = must(talk.reactionOf(row.id, person));
        return found ? std::optional{found->emoji} : std::nullopt;
    }

    store::TalkStore& talk = stores.talk;
    ConversationId conversation{};
    store::MessageRow row{.sender = surgeon()};
};

}  // namespace

TEST_CASE("the youngest reactions of a person count, in whatever order they come",
          "[store][reaction]")
{
    Chat chat;
    CHECK_FALSE(chat.signs(surgeon()));
    CHECK(chat.set(surgeon(), 200, {"\U0001F44D", "\u2705"}));
    CHECK_FALSE(chat.set(surgeon(), 100, {"\u2757"}));
    CHECK(chat.signs(surgeon()) == Signs{"\U0001F44D", "\u2705"});
    CHECK(chat.set(surgeon(), 300, {}));
    CHECK_FALSE(chat.set(surgeon(), 250, {"\u2757"}));  // older than that they were taken back
    CHECK(chat.signs(surgeon()) == Signs{});
    CHECK(chat.set(nurse(), 100, {"\U0001F440"}));  // another person's own
    CHECK(must(chat.talk.reactions(chat.row.id)).size() == 2);
}

TEST_CASE("our reactions are owed until a stanza carries them", "[store][reaction]")
{
    Chat chat;
    chat.set(nurse(), 100, {"\U0001F44D"});
    chat.write([&] {
        must(chat.talk.addDue(chat.row.id));
        must(chat.talk.addDue(chat.row.id));
    });
    CHECK(must(chat.talk.dueIn()) == std::vector{chat.conversation});
    CHECK(must(chat.talk.due(chat.conversation)) == std::vector{chat.row.id});
    CHECK(must(chat.talk.due(ConversationId{99})).empty());
    chat.write([&] { must(chat.talk.settle(chat.row.id, nurse(), "s-1")); });
    CHECK(must(chat.talk.due(chat.conversation)).empty());
    CHECK(must(chat.talk.sentAs("s-1")) == chat.row.id);
    chat.set(nurse(), 200, {});
    CHECK_FALSE(must(chat.talk.sentAs("s-1")));
    CHECK_FALSE(must(chat.talk.sentAs("")));
}

TEST_CASE("of early reactions the youngest of each person is kept, and not too many",
          "[store][reaction][hostile]")
{
    Chat chat;
    const store::NamedMessage later{surgeon(), "later"};
    chat.write([&] {
        must(chat.talk.addEarly(later, {{}, surgeon(), 200, {"\U0001F44D"}}, 1));
        must(chat.talk.addEarly(later, {{}, surgeon(), 100, {"\u2757"}}, 1));
        must(chat.talk.addEarly(later, {{}, nurse(), 50, {"\u2705"}}, 1));
        for (int i = 0; i < store::kMostEarlyReactions + 50; ++i)
            must(chat.talk.addEarly({surgeon(), std::to_string(i)}, {{}, surgeon(), 1, {"\u2757"}},
                                    1));
    });
    int kept = 0;
    chat.write([&] {
        const auto early = must(chat.talk.takeEarly(later));
        REQUIRE(early.size() == 2);
        CHECK(early.back().emoji == Signs{"\U0001F44D"});
        CHECK(must(chat.talk.takeEarly(later)).empty());
        for (int i = 0; i < store::kMostEarlyReactions + 50; ++i)
            kept +=
                static_cast<int>(must(chat.talk.takeEarly({surgeon(), std::to_string(i)})).size());
    });
    CHECK(kept == store::kMostEarlyReactions - 1);
}

TEST_CASE("a message knows what it answers, and who is meant in it", "[store][reply]")
{
    Chat chat;
    MessageId answer{};
    chat.write([&] {
        answer = must(chat.stores.messages.add(incoming(chat.conversation, "o-2")));
        must(chat.talk.addReply(answer, {surgeon(), "o-1"}));
        must(chat.talk.addMention(answer, {4, 8, nurse()}));
        must(chat.talk.addMention(answer, {4, 9, surgeon()}));  // at the same place: the first
        must(chat.talk.keepDraft(chat.conversation, store::NamedMessage{surgeon(), "o-1"}));
        must(chat.talk.keepDraft(chat.conversation, store::NamedMessage{surgeon(), "o-2"}));
    });
    CHECK(must(chat.talk.replyOf(answer))->originId == "o-1");
    CHECK_FALSE(must(chat.talk.replyOf(chat.row.id)));
    CHECK(must(chat.talk.repliesTo({surgeon(), "o-1"}, 9)) == std::vector{answer});
    CHECK(must(chat.talk.repliesTo({nurse(), "o-1"}, 9)).empty());
    CHECK(must(chat.talk.mentions(answer)).size() == 1);
    CHECK(must(chat.talk.isMentioned(answer, nurse())));
    CHECK_FALSE(must(chat.talk.isMentioned(answer, surgeon())));
    CHECK(must(chat.talk.draft(chat.conversation))->originId == "o-2");
    chat.write([&] { must(chat.talk.keepDraft(chat.conversation, std::nullopt)); });
    CHECK_FALSE(must(chat.talk.draft(chat.conversation)));
}

TEST_CASE("what is recalled keeps no reactions", "[store][reaction]")
{
    Chat chat;
    chat.set(surgeon(), 100, {"\U0001F44D"});
    chat.write([&] {
        must(chat.talk.addDue(chat.row.id));
        must(chat.stores.changes.recall(chat.row, 500));
    });
    CHECK(must(chat.talk.reactions(chat.row.id)).empty());
    CHECK(must(chat.talk.dueIn()).empty());
}

TEST_CASE("what policy removes takes its replies and reactions along", "[store][reply]")
{
    Chat chat;
    chat.set(surgeon(), 100, {"\U0001F44D"});
    chat.write([&] {
        must(chat.talk.addReply(chat.row.id, {nurse(), "o-0"}));
        must(chat.talk.addMention(chat.row.id, {0, 1, nurse()}));
        must(chat.talk.addDue(chat.row.id));
        must(chat.talk.addEarly({surgeon(), "later"}, {{}, nurse(), 1, {"\u2705"}}, 10));
        store::OldMessage old{.peer = surgeon(), .sender = surgeon()};
        old.id = chat.row.id;
        old.conversation = chat.conversation;
        old.originId = "o-1";
        must(chat.stores.retention.remove(old, 1000));
        must(chat.stores.retention.dropStale(20));
        CHECK(must(chat.talk.takeEarly({surgeon(), "later"})).empty());
    });
    CHECK(must(chat.talk.reactions(chat.row.id)).empty());
    CHECK_FALSE(must(chat.talk.replyOf(chat.row.id)));
    CHECK(must(chat.talk.mentions(chat.row.id)).empty());
    CHECK(must(chat.talk.dueIn()).empty());
}
