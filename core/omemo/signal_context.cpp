// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/omemo/signal_context.h"

#include "core/base/assert.h"
#include "core/omemo/crypto_provider.h"
#include "core/omemo/library_curve.h"

namespace sotto::omemo {

SignalContext::SignalContext()
{
    static_cast<void>(curveInUse());  // its self-test comes before the first key
    SOTTO_ASSERT(signal_context_create(OutPtr{m_context}, this) == 0);
    const auto provider = cryptoProvider();
    SOTTO_ASSERT(signal_context_set_crypto_provider(m_context.get(), &provider) == 0);
    SOTTO_ASSERT(
        signal_context_set_locking_functions(m_context.get(), assertThread, assertThread) == 0);
    SOTTO_ASSERT(signal_context_set_log_function(m_context.get(),
                                                 [](int, const char*, size_t, void*) {}) == 0);
}

void SignalContext::assertThread(void* self)
{
    SOTTO_ASSERT(static_cast<SignalContext*>(self)->m_thread == std::this_thread::get_id());
}

}  // namespace sotto::omemo
