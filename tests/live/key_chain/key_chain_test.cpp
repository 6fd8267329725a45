// SPDX-License-Identifier: GPL-3.0-or-later
// The system's key chain against a real Secret Service: gnome-keyring on a private bus,
// started by run.sh.
#include "core/crypto/random.h"
#include "core/platform/key_chain.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace sotto;

namespace {

/// The answer, once the event loop has brought it.
template <class T>
Result<T> wait(Task<T> task)
{
    QObject context;
    std::optional<Result<T>> answer;
    task.then(&context, [&](Result<T> result) { answer.emplace(std::move(result)); });
    QElapsedTimer since;
    since.start();
    while (!answer && since.elapsed() < 20'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    REQUIRE(answer);
    return *std::move(answer);
}

}  // namespace

TEST_CASE("A secret is written, read, replaced and removed", "[live][service]")
{
    const auto chain = platform::systemKeyChain();
    const auto secret = crypto::randomBytes(130);
    CHECK(wait(chain->read("offline test")).error().code == Errc::NotFound);
    REQUIRE(wait(chain->write("offline test", secret)));
    const auto read = wait(chain->read("offline test"));
    REQUIRE(read);
    CHECK(std::ranges::equal((*read)->view(), secret));
    const auto other = crypto::randomBytes(130);
    REQUIRE(wait(chain->write("offline test", other)));
    CHECK(std::ranges::equal((*wait(chain->read("offline test")))->view(), other));
    CHECK(wait(chain->read("offline other")).error().code == Errc::NotFound);
    CHECK(wait(chain->remove("offline test")));
    CHECK(wait(chain->read("offline test")).error().code == Errc::NotFound);
    CHECK(wait(chain->remove("offline test")));  // there is none: as asked
}

TEST_CASE("Where nobody keeps secrets, that is what is answered", "[live][nobody]")
{
    const auto chain = platform::systemKeyChain();
    CHECK(wait(chain->write("offline test", Bytes(40, 1))).error().code == Errc::Unsupported);
    CHECK(wait(chain->read("offline test")).error().code == Errc::Unsupported);
}
